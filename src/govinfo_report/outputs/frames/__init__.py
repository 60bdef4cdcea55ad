"""Reports, figures, findings and statements as tables for data analysis."""
