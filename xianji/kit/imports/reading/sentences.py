"""Every sentence the reader can say, in English, marked for translation by whoever shows it."""


def _(sentence: str) -> str:
    return sentence


REFUSALS = {
    "empty_file": _("The file is empty."),
    "no_rows": _("The file holds no rows."),
    "no_such_sheet": _("There is no sheet called “%(sheet)s” in this workbook."),
    "no_such_row": _("The heading was said to be in row %(row)s, but the file ends before it."),
    "file_too_large": _("The file is larger than %(megabytes)s MB."),
    "too_many_rows": _("The table has more than %(limit)s rows. Split the file and import the parts."),
    "too_many_columns": _("The table has more than %(limit)s columns."),
    "too_many_cells": _(
        "The table spans %(rows)s rows and %(columns)s columns, more than can be read. "
        "Perhaps a stray cell lies far outside the table: copy the table to a new sheet."
    ),
    "cell_too_long": _("A cell in row %(row)s holds more than %(limit)s characters."),
    "too_much_memory": _(
        "Reading the file takes more memory than is allowed. Save it as .csv, or split it and import the parts."
    ),
    "too_slow": _("Reading the file takes longer than %(seconds)s seconds. Split it and import the parts."),
    "damaged": _("The file is damaged or incomplete. Open it in the program it comes from and save it again."),
    "rows_missing": _("The sheet says it has %(expected)s rows, but only %(found)s could be read. Save it again."),
    "password": _("The file is protected by a password. Save a copy without password and import that."),
    "unsafe_archive": _("The file is packed in a way that is unsafe to open (%(reason)s)."),
    "unsafe_xml": _("The file contains definitions that are unsafe to read (%(part)s)."),
    "wrong_kind": _("This is a %(kind)s file, not a table. Save it as .xlsx or .csv and import that."),
    "web_page": _("This is a web page named like a table. Open it in a spreadsheet and save it as .xlsx."),
    "not_a_table": _("The file is neither a text table nor a spreadsheet that can be read."),
    "nul_character": _("Row %(row)s holds a NUL character, which no text table contains."),
    "encoding_unknown": _("The text is in an encoding that could not be recognised. Please choose the encoding."),
    "encoding_broken": _("The text looks like %(encoding)s, but row %(row)s holds bytes that are not."),
    "encoding_unsupported": _("The encoding “%(encoding)s” is not known."),
    "quote_open": _("The quotation mark opened in row %(row)s is never closed."),
    "quote_broken": _("In row %(row)s text follows a closing quotation mark."),
}

NOTES = {
    "encoding_guessed": _("The text was read as %(encoding)s."),
    "delimiter_guessed": _("The columns are separated by “%(delimiter)s”."),
    "tab_separated": _("The columns are separated by tabs."),
    "one_column": _("No separator was found: the file was read as one column."),
    "quotes_literal": _("Quotation marks were taken as ordinary characters."),
    "kind_differs": _("The name ends in %(ending)s, but the content is %(kind)s."),
    "sheet_chosen": _("Of %(count)s sheets, “%(sheet)s” was read."),
    "header_found": _("The heading was found in row %(row)s."),
    "header_missing": _("The file seems to have no heading; columns are named by letters."),
    "header_blank": _("Columns without heading are named by letters: %(columns)s."),
    "header_repeated": _("Headings that occur twice were numbered: %(columns)s."),
    "preamble_skipped": _("Lines above the heading that were left out: %(count)s."),
    "footer_skipped": _("Lines below the table that were left out: %(count)s."),
    "blank_rows": _("Blank rows that were left out: %(count)s."),
    "blank_columns": _("Blank columns that were left out: %(count)s."),
    "total_row": _("Row %(row)s looks like a total."),
    "ragged_rows": _("Rows with fewer or more cells than the heading: %(count)s (the first is row %(row)s)."),
    "merged_cells": _("Merged areas: %(count)s. Only the first cell of each holds the value."),
    "hidden_rows": _("Hidden rows that are read like the others: %(count)s."),
    "error_cells": _("Cells that hold an error such as #REF!: %(count)s (the first is %(cell)s)."),
    "formulas_without_value": _("Formulas without a calculated value, read as blank: %(count)s."),
    "long_numbers": _("Numbers longer than 15 digits, of which the spreadsheet kept only 15: %(count)s."),
    "times_unread": _("Times of day that could not be read and are blank: %(count)s. Save the file as .xlsx instead."),
    "macros_ignored": _("The workbook contains macros; they were not run."),
}
