"""Reports as an Excel workbook to read: the tables of the form, findings, and every figure."""
