"""Makes the workbooks beside it. Needs openpyxl, xlwt, odfpy and msoffcrypto-tool; run in this folder."""
import datetime
import io

import msoffcrypto.format.ooxml as ooxml
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HEAD = ["序号", "项目代码", "项目名称", "县（市、区）", "总投资（亿元）", "用地需求（亩）", "计划开工时间"]
DAY = datetime.date(2026, 3, 1)


def projects_xlsx():
    """Title rows, a header of two rows with merged cells, a blank row, a total, a footnote, a second sheet of notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "重点项目 (2026)"
    sheet["A1"] = "莘县2026年重点项目汇总表"
    sheet.merge_cells("A1:I1")
    sheet["A2"] = "填报单位：莘县发展和改革局"
    for column, text in zip("ABCD", ["序号", "项目代码", "项目名称", "县（市、区）"]):
        sheet[f"{column}3"] = text
        sheet.merge_cells(f"{column}3:{column}4")
    sheet["E3"] = "投资（亿元）"
    sheet.merge_cells("E3:F3")
    sheet["E4"], sheet["F4"] = "总投资", "固定资产投资"
    sheet["G3"] = "要素需求"
    sheet.merge_cells("G3:H3")
    sheet["G4"], sheet["H4"] = "新增建设用地指标\n（公顷）", "化学需氧量（吨/年）"
    sheet["I3"] = "计划开工时间"
    sheet.merge_cells("I3:I4")
    sheet.append([1, "SX-001", "菌菇产业园", "莘县", 5.2, 4.1, 2.5, 0.35, DAY])
    sheet.append([2, "SX-002", "Ｂ型轴承", "371522", "１，２00万元", None, None, None, "2026年5月"])
    sheet.append([])
    sheet.append([3, "SX-003", "蔬菜深加工", 371523, 0.1 + 0.2, None, 1, None, 46082])
    sheet.append(["合计", None, None, None, 5.62, None, 3.5])
    sheet.append(["注：本表由各县填报。"])
    notes = book.create_sheet("说明")
    notes["A1"] = "金额为含税口径。"
    book.save("projects.xlsx")


def errors_xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目"
    sheet.append(HEAD[1:] + ["负责人电话号码"])
    sheet.append(["A1", "一", "莘县", -5, "三十", "2026-02-30"])
    sheet.append(["A1", "二", "火星", 1, 2, DAY])
    sheet.append(["A3", None, "莘县", 99999999999, 1.23456, DAY])
    sheet.append(["A4", "四", "莘县", "#REF!", "#DIV/0!", DAY])
    sheet["D5"].data_type = sheet["E5"].data_type = "e"
    book.save("errors.xlsx")


def mac_xlsx():
    """Counts days from 1904; the day stands as a bare number."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(HEAD[1:])
    sheet.append(["M1", "麦金塔", "莘县", 1, 2, 44620])
    book.save("mac1904.xlsx")


def projects_xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("项目")
    sheet.write_merge(0, 0, 0, 6, "冠县重点项目")
    for i, text in enumerate(HEAD):
        sheet.write(2, i, text)
    day = xlwt.easyxf(num_format_str="yyyy/m/d")
    for i, value in enumerate([1, "GX-001", "轴承保持器", "冠县", 1.25, 30]):
        sheet.write(3, i, value)
    sheet.write(3, 6, DAY, day)
    book.save("projects.xls")


def projects_ods():
    document = OpenDocumentSpreadsheet()
    table = Table(name="项目")
    document.spreadsheet.addElement(table)

    def row(*values):
        line = TableRow()
        for value in values:
            if isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)

    row("东阿县重点项目")
    empty = TableRow(numberrowsrepeated=2)
    empty.addElement(TableCell())
    table.addElement(empty)
    row(*HEAD)
    row(1, "DE-001", "阿胶产业园", "东阿", 3.5, 60.5, DAY)
    document.save("projects.ods")


def locked_xlsx():
    plain = io.BytesIO(open("errors.xlsx", "rb").read())
    with open("locked.xlsx", "wb") as out:
        ooxml.OOXMLFile(plain).encrypt("secret", out)


for make in (projects_xlsx, errors_xlsx, mac_xlsx, projects_xls, projects_ods, locked_xlsx):
    make()
