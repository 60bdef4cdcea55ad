"""Traditional characters and look-alike code points folded to their common simplified form.

A closed table for comparing labels, headings, titles and dates; not a converter of running
text.  Every entry maps one character to one character, so offsets survive.
"""

from __future__ import annotations

import unicodedata

# Two parallel strings; characters whose folding depends on the word are left out.
_TRADITIONAL = (
    "規廢製發數現範條項處決強費單萬億採購總額對務業機構組織會團體應請結轉關審議訴訟複復維糾後"
    "經無據開區別舉報類續辦繼個屬於國執檢確認獲資訊監評問題進況縣鎮鄉廳衛農財稅廣電視動態網絡"
    "傳頁內責導領職員門義與從來東寧蘇贛魯粵瓊貴雲陝隴臺灣龍遼齊爾濱瀋陽連鐵嶺錦營盤葉長載間調"
    "節紀檔書館讀詢諮證記錄號編標準則統計圖徵聯話郵遞銀實驗設備專劃劑藥師醫療學習隊圍繞貫徹講"
    "緊點線優壓選階級純潔幹護環約減輕負擔災難險緩遲誤時歷產價貨幣質鑒種樹漁戶礦權勞養殘婦兒禮"
    "儀賽練獎勵罰鬆緝沒庫債貸滿僅較併並為論說讓還這麼們幾誰該將當歸擬訂簽頒佈註釋詞語啟幫貧寬"
    "嚴過觀獻慶補償賠違訪謠聞風輿誌願虛創衝擊擴張縮歲齡廠鹽場墾倉儲陸運輸橋樑聲廁灘鬥爭雜亂屆"
    "層歐亞華漢滬黃塊嘗寶鞏堅鄭濟濰煙萊蕪臨駐馬潛樓恆婁懷瀏瀘達縉麗繳納銷終撥繫係錯詳細顯預疇"
    "寫憂輪換賬帳紅頭簡賣鄰裡騰鐘鍾鋼鎳鈉鋰銅鉛錫鎢錳鎂鋁鉻鑰鑄錢鑽鏡鏈鍵鋪銳錶鈔針釣釘鈞鈣鉤"
    "鉅銜鋒鋤貿貪販貢賢賦賞賭賴贊贈贏輔輛輝輯轄轟辯辭辮邊遠遊遙遜適遷遺邁鄧醜醞釀裏閃閉闖閏閒"
    "閩閣閥閱闊際陳陰陣隨隱隸雙雛離霧靜響頂順須頑頓頗頻顆顏顛顧飛飢飯飲飼飽飾餅馳駕駛騎騙驅驚"
    "髒鬧魚鮮鳥鳴鴻鵝鷹麥黨齒稱佔餘聽廈滄趙蘭灤薊豐榮揚紹興湯溫澤靈韓瑪雞蘆島眾舊極穩縱績勢瞭"
    "絲綜圓縝廬塵獨釐迴鑲嚮麵鬱喬偉偽傑傷兩勝協卻廂彈徑憲戰擇敗敵敘斷樂樁檯氣汙沖淨淺測滅潰濃"
    "濫灑爐牆狀獄獵瘡盜盡矚禍稟穀窮競筆築紙絕給綠緒緣縫罷聖聰肅腦臉艦艱藝蘊術裝見親覺訓託許試"
    "詩誇課談謀謂謹譯譽變賓趕跡蹤軍軌軟輩鄒鑑"
)
_SIMPLIFIED = (
    "规废制发数现范条项处决强费单万亿采购总额对务业机构组织会团体应请结转关审议诉讼复复维纠后"
    "经无据开区别举报类续办继个属于国执检确认获资讯监评问题进况县镇乡厅卫农财税广电视动态网络"
    "传页内责导领职员门义与从来东宁苏赣鲁粤琼贵云陕陇台湾龙辽齐尔滨沈阳连铁岭锦营盘叶长载间调"
    "节纪档书馆读询咨证记录号编标准则统计图征联话邮递银实验设备专划剂药师医疗学习队围绕贯彻讲"
    "紧点线优压选阶级纯洁干护环约减轻负担灾难险缓迟误时历产价货币质鉴种树渔户矿权劳养残妇儿礼"
    "仪赛练奖励罚松缉没库债贷满仅较并并为论说让还这么们几谁该将当归拟订签颁布注释词语启帮贫宽"
    "严过观献庆补偿赔违访谣闻风舆志愿虚创冲击扩张缩岁龄厂盐场垦仓储陆运输桥梁声厕滩斗争杂乱届"
    "层欧亚华汉沪黄块尝宝巩坚郑济潍烟莱芜临驻马潜楼恒娄怀浏泸达缙丽缴纳销终拨系系错详细显预畴"
    "写忧轮换账账红头简卖邻里腾钟钟钢镍钠锂铜铅锡钨锰镁铝铬钥铸钱钻镜链键铺锐表钞针钓钉钧钙钩"
    "巨衔锋锄贸贪贩贡贤赋赏赌赖赞赠赢辅辆辉辑辖轰辩辞辫边远游遥逊适迁遗迈邓丑酝酿里闪闭闯闰闲"
    "闽阁阀阅阔际陈阴阵随隐隶双雏离雾静响顶顺须顽顿颇频颗颜颠顾飞饥饭饮饲饱饰饼驰驾驶骑骗驱惊"
    "脏闹鱼鲜鸟鸣鸿鹅鹰麦党齿称占余听厦沧赵兰滦蓟丰荣扬绍兴汤温泽灵韩玛鸡芦岛众旧极稳纵绩势了"
    "丝综圆缜庐尘独厘回镶向面郁乔伟伪杰伤两胜协却厢弹径宪战择败敌叙断乐桩台气污冲净浅测灭溃浓"
    "滥洒炉墙状狱猎疮盗尽瞩祸禀谷穷竞笔筑纸绝给绿绪缘缝罢圣聪肃脑脸舰艰艺蕴术装见亲觉训托许试"
    "诗夸课谈谋谓谨译誉变宾赶迹踪军轨软辈邹鉴"
)
# Radicals that fonts of page formats use for whole characters and that carry no
# compatibility mapping.
_RADICALS = "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"
_CHARACTERS = "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"


def script_table() -> dict[int, int]:
    """Code point -> code point of the simplified or common form."""
    table = {ord(a): ord(b) for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    table |= {ord(a): ord(b) for a, b in zip(_RADICALS, _CHARACTERS, strict=True)}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9)):
        for code in range(first, last + 1):
            common = unicodedata.normalize("NFKC", chr(code))
            if len(common) == 1 and ord(common) != code:
                table[code] = table.get(ord(common), ord(common))
    return table
