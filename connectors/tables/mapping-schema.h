/* SPDX-License-Identifier: EUPL-1.2
 *
 * The fields of a mapping document, once: the reader and uitweg-mapping(5)
 * have them from here.
 */
#ifndef CONNECTORS_TABLES_MAPPING_SCHEMA_H
#define CONNECTORS_TABLES_MAPPING_SCHEMA_H

#include <uitweg/table.h>

/* X (NAME, key, TYPE, required, words, child, help) */
#define TABLES_FILTER_FIELDS(X)                                                \
  X (FILTER_COLUMN, "column", TEXT, TRUE, NULL, NULL, "name of the column")    \
  X (FILTER_VALUES, "values", TEXTS, TRUE, NULL, NULL,                         \
     "cells by which a row is left out")                                       \
  X (FILTER_KEEP, "keep", BOOL, FALSE, NULL, NULL,                             \
     "true: only rows with such a cell are kept")

#define TABLES_COLUMN_FIELDS(X)                                                \
  X (COLUMN_COLUMN, "column", TEXT, FALSE, NULL, NULL, "name of the column")   \
  X (COLUMN_ALIASES, "aliases", TEXTS, FALSE, NULL, NULL,                      \
     "other names that it may have")                                           \
  X (COLUMN_VALUE, "value", TEXT, FALSE, NULL, NULL,                           \
     "template in place of a column")                                          \
  X (COLUMN_FIELD, "field", TEXT, FALSE, NULL, NULL,                           \
     "field of the record, as in uitweg-estate(5)")                            \
  X (COLUMN_PARTS, "parts", TEXTS, FALSE, NULL, NULL,                          \
     "members of each element, where field is a list and the cell holds "      \
     "several")                                                                \
  X (COLUMN_BETWEEN, "between", TEXT, FALSE, NULL, NULL,                       \
     "character between the parts of an element; default :")                   \
  X (COLUMN_SEPARATOR, "separator", TEXT, FALSE, NULL, NULL,                   \
     "characters that separate the elements of a cell; default ; | and line "  \
     "breaks, and of plain texts also the comma")                              \
  X (COLUMN_UNIT, "unit", TEXT, FALSE, NULL, NULL,                             \
     "unit of the cells, where it is not that of the field")                   \
  X (COLUMN_TIMES, "times", TEXT, FALSE, NULL, NULL,                           \
     "column with a number to multiply by, where it has one")                  \
  X (COLUMN_VALUES, "values", TAGS, FALSE, NULL, NULL,                         \
     "cell and the value that it stands for")                                  \
  X (COLUMN_OTHERWISE, "otherwise", TEXT, FALSE, NULL, NULL,                   \
     "value of cells that values does not name")                               \
  X (COLUMN_FORM, "form", TEXT, FALSE, NULL, NULL,                             \
     "text in which {} is the value")                                          \
  X (COLUMN_RELATION, "relation", TEXT, FALSE, NULL, NULL,                     \
     "rule of a dependency, in place of a field: the thing of the row needs "  \
     "what the cell names; after \"reverse \" it is needed by it")             \
  X (COLUMN_TO, "to", TEXT, FALSE, NULL, NULL,                                 \
     "template of the id of a thing that no row has; {} is its name")          \
  X (COLUMN_HEAD_NL, "head_nl", TEXT, FALSE, NULL, NULL,                       \
     "Dutch name in templates; is an alias")                                   \
  X (COLUMN_HELP, "help", TEXT, FALSE, NULL, NULL, "explanation in templates") \
  X (COLUMN_HELP_NL, "help_nl", TEXT, FALSE, NULL, NULL, "the same in Dutch")  \
  X (COLUMN_EXAMPLE, "example", TEXT, FALSE, NULL, NULL,                       \
     "cell of the example row in templates")                                   \
  X (COLUMN_EXAMPLE_NL, "example_nl", TEXT, FALSE, NULL, NULL,                 \
     "the same in Dutch")

#define TABLES_TABLE_FIELDS(X)                                                 \
  X (TABLE_NAME, "name", TEXT, TRUE, NULL, NULL, "name, in provenance")        \
  X (TABLE_RECORD, "record", ENUM, TRUE, record_words, NULL,                   \
     "what a row becomes")                                                     \
  X (TABLE_NEEDS, "needs", TEXTS, FALSE, NULL, NULL,                           \
     "columns without which a sheet is not of this table")                     \
  X (TABLE_ALSO, "also", BOOL, FALSE, NULL, NULL,                              \
     "whether the rows of a sheet of another table are read by this one too")  \
  X (TABLE_COMMENTS, "comments", BOOL, FALSE, NULL, NULL,                      \
     "whether rows that begin with # are left out")                            \
  X (TABLE_OPTIONAL, "optional", BOOL, FALSE, NULL, NULL,                      \
     "whether a row that gives no id is left out without a word")              \
  X (TABLE_GRADE, "grade", ENUM, FALSE, grade_words, NULL,                     \
     "how well the rows are founded; default documented")                      \
  X (TABLE_ID, "id", TEXTS, FALSE, NULL, NULL,                                 \
     "templates of the id; the first that can be filled counts")               \
  X (TABLE_FIXED, "fixed", TAGS, FALSE, NULL, NULL,                            \
     "field and the value that it has where no column gives one")              \
  X (TABLE_SKIP, "skip", LIST, FALSE, NULL, &filter_schema,                    \
     "rows that are left out, and counted")                                    \
  X (TABLE_COLUMNS, "columns", LIST, FALSE, NULL, &column_schema, "columns")   \
  X (TABLE_IGNORE, "ignore", TEXTS, FALSE, NULL, NULL,                         \
     "columns that are left out on purpose")                                   \
  X (TABLE_FROM, "from", TEXTS, FALSE, NULL, NULL,                             \
     "of a relation: templates of the name of what needs")                     \
  X (TABLE_TO, "to", TEXTS, FALSE, NULL, NULL,                                 \
     "of a relation: templates of the name of what is needed")                 \
  X (TABLE_KIND, "kind", TEXT, FALSE, NULL, NULL,                              \
     "of a relation: column that says what it means")                          \
  X (TABLE_RULES, "rules", TAGS, FALSE, NULL, NULL,                            \
     "of a relation: cell of that column and the rule that it stands for, "    \
     "maybe after \"reverse \"; - leaves the row out")                         \
  X (TABLE_OTHERWISE, "otherwise", TEXT, FALSE, NULL, NULL,                    \
     "of a relation: rule of all other cells; default declared")

#define TABLES_MAPPING_FIELDS(X)                                               \
  X (MAPPING_FORMAT, "format", ENUM, TRUE, format_words, NULL,                 \
     "version of this format")                                                 \
  X (MAPPING_NAME, "name", TEXT, FALSE, NULL, NULL,                            \
     "name, in provenance; default: name of the file")                         \
  X (MAPPING_SOURCE, "source", TEXT, FALSE, NULL, NULL,                        \
     "where the names of the columns come from")                               \
  X (MAPPING_AS_OF, "as_of", DAY, FALSE, NULL, NULL, "when they were seen")    \
  X (MAPPING_LICENCE, "licence", TEXT, FALSE, NULL, NULL,                      \
     "licence of the mapping")                                                 \
  X (MAPPING_NOTE, "note", TEXT, FALSE, NULL, NULL, "what else is to know")    \
  X (MAPPING_TABLES, "tables", LIST, TRUE, NULL, &table_schema,                \
     "kinds of sheets")

#define TABLES_ENUMERATOR(name, ...) TABLES_##name,
typedef enum
{
  TABLES_FILTER_FIELDS (TABLES_ENUMERATOR)
} TablesFilterField;
typedef enum
{
  TABLES_COLUMN_FIELDS (TABLES_ENUMERATOR)
} TablesColumnField;
typedef enum
{
  TABLES_TABLE_FIELDS (TABLES_ENUMERATOR)
} TablesTableField;
typedef enum
{
  TABLES_MAPPING_FIELDS (TABLES_ENUMERATOR)
} TablesMappingField;

/* Words of `record`, in the order of this. */
typedef enum
{
  TABLES_RECORD_ORGANISATION,
  TABLES_RECORD_PARTY,
  TABLES_RECORD_RESOURCE,
  TABLES_RECORD_DEPENDENCY,
  TABLES_RECORD_SERVICE,
  TABLES_RECORD_CONTRACT,
  TABLES_RECORD_COST,
  TABLES_RECORD_RELATION,
} TablesRecord;

#endif
