/* SPDX-License-Identifier: EUPL-1.2
 *
 * The parts of a workbook that all its sheets share: which sheets there are,
 * the texts that cells name by number, and which styles show a number as a
 * day. The rows are for book-rows.c.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "connectors/common/book-private.h"

#define MAX_SHEETS 1024
#define MAX_SHARED_BYTES ((gsize) 1 << 30)
#define MAX_STYLES 65536

/* Days from 1899-12-30 and from 1904-01-01 to 1970-01-01. Day 60 is
 * 1900-02-29, which never was: days below it count one less. */
#define LEAP_1900 60
#define EPOCH_1900 25569
#define EPOCH_1904 24107
#define SECONDS_PER_DAY 86400

typedef struct
{
  char *name;
  char *member;
} Sheet;

struct _ConnectorsWorkbook
{
  ConnectorsZip *zip;
  GArray *sheets;     /* Sheet */
  GString *texts;     /* shared ones, each with a NUL */
  GArray *starts;     /* gsize into them */
  GByteArray *is_day; /* of each style */
  gboolean is_1904;
};

static void
clear_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->member);
}

void
connectors_workbook_free (ConnectorsWorkbook *workbook)
{
  if (workbook == NULL)
    return;
  connectors_zip_free (workbook->zip);
  g_array_unref (workbook->sheets);
  g_string_free (workbook->texts, TRUE);
  g_array_unref (workbook->starts);
  g_byte_array_unref (workbook->is_day);
  g_free (workbook);
}

/* A target as a member's name: "/xl/x" and, of xl/, "x" and "../x". */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *path = NULL;

  if (target[0] == '/')
    return g_strdup (target + 1);
  path = g_canonicalize_filename (target, folder);
  return g_strdup (path + 1);
}

/* Calls `take` for each tag that opens in a member. FALSE with an error. */
typedef gboolean (*TakeTag) (ConnectorsXmlScan *scan,
                             gpointer data,
                             GError **error);

static gboolean
for_each_tag (ConnectorsZip *zip,
              const char *name,
              TakeTag take,
              gpointer data,
              GError **error)
{
  g_autoptr (ConnectorsMember)
      member = connectors_member_open (zip, name, error);
  g_autoptr (ConnectorsXmlScan) scan = NULL;
  ConnectorsXmlToken token;
  GError *failed = NULL;

  if (member == NULL)
    return FALSE;
  scan = connectors_member_scan (member);
  while ((token = connectors_xml_scan_next (scan, &failed))
         != CONNECTORS_XML_END)
    {
      if (token == CONNECTORS_XML_ERROR)
        return connectors_book_take (error, failed);
      if (token == CONNECTORS_XML_OPEN && !take (scan, data, error))
        return FALSE;
    }
  return TRUE;
}

/* Relations of one part: ids and types to members. */
typedef struct
{
  const char *folder;
  GHashTable *by_id; /* of worksheets */
  char *document;
  char *shared;
  char *styles;
} Relations;

static void
clear_relations (Relations *relations)
{
  g_hash_table_unref (relations->by_id);
  g_free (relations->document);
  g_free (relations->shared);
  g_free (relations->styles);
}

static gboolean
take_relation (ConnectorsXmlScan *scan, gpointer data, GError **error)
{
  Relations *relations = data;
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;
  char **place = NULL;

  if (!connectors_xml_scan_is (scan, "Relationship"))
    return TRUE;
  id = connectors_xml_scan_dup_attribute (scan, "Id");
  type = connectors_xml_scan_dup_attribute (scan, "Type");
  target = connectors_xml_scan_dup_attribute (scan, "Target");
  if (id == NULL || type == NULL || target == NULL)
    return TRUE;
  if (g_str_has_suffix (type, "/worksheet"))
    g_hash_table_insert (relations->by_id, g_steal_pointer (&id),
                         resolve (relations->folder, target));
  else if (g_str_has_suffix (type, "/officeDocument"))
    place = &relations->document;
  else if (g_str_has_suffix (type, "/sharedStrings"))
    place = &relations->shared;
  else if (g_str_has_suffix (type, "/styles"))
    place = &relations->styles;
  if (place != NULL && *place == NULL)
    *place = resolve (relations->folder, target);
  return TRUE;
}

/* Reads the relations of `part`, such as xl/workbook.xml, if it has any. */
static gboolean
read_relations (ConnectorsZip *zip,
                const char *part,
                Relations *relations,
                GError **error)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *name = g_path_get_basename (part);
  g_autofree char *member = NULL;
  g_autofree char *root = g_strconcat ("/", folder, NULL);
  gboolean ok;

  if (strcmp (part, "") == 0)
    member = g_strdup ("_rels/.rels");
  else if (strcmp (folder, ".") == 0)
    member = g_strdup_printf ("_rels/%s.rels", name);
  else
    member = g_strdup_printf ("%s/_rels/%s.rels", folder, name);
  if (!connectors_zip_has (zip, member))
    return TRUE;
  relations->folder = strcmp (folder, ".") == 0 ? "/" : root;
  ok = for_each_tag (zip, member, take_relation, relations, error);
  relations->folder = NULL;
  return ok;
}

/* Of workbook.xml. */
typedef struct
{
  ConnectorsWorkbook *workbook;
  const Relations *relations;
} Outline;

static gboolean
take_outline (ConnectorsXmlScan *scan, gpointer data, GError **error)
{
  Outline *outline = data;
  ConnectorsWorkbook *workbook = outline->workbook;

  if (connectors_xml_scan_is (scan, "workbookPr"))
    {
      g_autofree char *is_1904 = connectors_xml_scan_dup_attribute (scan,
                                                                    "date1904");

      workbook->is_1904 = is_1904 != NULL
                          && (strcmp (is_1904, "1") == 0
                              || strcmp (is_1904, "true") == 0
                              || strcmp (is_1904, "on") == 0);
    }
  else if (connectors_xml_scan_is (scan, "sheet"))
    {
      g_autofree char *name = connectors_xml_scan_dup_attribute (scan, "name");
      g_autofree char *id = connectors_xml_scan_dup_attribute (scan, "id");
      const char *member = id != NULL ? g_hash_table_lookup (
                               outline->relations->by_id, id)
                                      : NULL;
      Sheet sheet = { NULL, NULL };

      if (name == NULL || member == NULL)
        return TRUE;
      if (workbook->sheets->len == MAX_SHEETS)
        return connectors_book_fail (
            error, "found more than %d sheets, expected fewer", MAX_SHEETS);
      sheet.name = g_utf8_make_valid (name, -1);
      sheet.member = g_strdup (member);
      g_array_append_val (workbook->sheets, sheet);
    }
  return TRUE;
}

/* Whether a format shows a day: with y, m or d outside of quotes, escapes and
 * brackets, and no 0, # or ?; [h]:mm is a time. */
static gboolean
is_day_format (const char *format)
{
  gboolean has_day = FALSE;

  for (const char *at = format; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '[')
        {
          const char *end = strchr (at + 1, *at == '"' ? '"' : ']');

          if (end == NULL)
            return FALSE;
          at = end;
        }
      else if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0')
        at++;
      else if (strchr ("#?", *at) != NULL)
        return FALSE;
      else if (*at == ';')
        break;
      else if (strchr ("yYdD", *at) != NULL)
        has_day = TRUE;
    }
  return has_day;
}

/* Of styles.xml. */
typedef struct
{
  ConnectorsWorkbook *workbook;
  GHashTable *day_formats; /* numbers of formats of its own */
  GHashTable *formats;
  gboolean in_cells;
} Styles;

static guint64
get_number (ConnectorsXmlScan *scan, const char *name, guint64 fallback)
{
  g_autofree char *text = connectors_xml_scan_dup_attribute (scan, name);
  guint64 number;

  return text != NULL
                 && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32,
                                                &number, NULL)
             ? number
             : fallback;
}

/* Whether a format shows a day: one of the workbook, else one of all. */
static gboolean
is_day_number (const Styles *styles, guint number)
{
  gpointer key = GUINT_TO_POINTER (number);

  if (g_hash_table_contains (styles->formats, key))
    return g_hash_table_contains (styles->day_formats, key);
  /* 27 to 36 and 50 to 58 are those of East Asia. */
  return (number >= 14 && number <= 17) || number == 22
         || (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
}

static gboolean
take_style (ConnectorsXmlScan *scan, gpointer data, GError **error)
{
  Styles *styles = data;
  guint64 number;

  if (connectors_xml_scan_is (scan, "numFmt"))
    {
      g_autofree char *format = connectors_xml_scan_dup_attribute (
          scan, "formatCode");

      number = get_number (scan, "numFmtId", 0);
      if (format != NULL && number > 0)
        {
          gpointer key = GUINT_TO_POINTER ((guint) number);

          g_hash_table_add (styles->formats, key);
          if (is_day_format (format))
            g_hash_table_add (styles->day_formats, key);
        }
    }
  else if (connectors_xml_scan_is (scan, "cellXfs"))
    styles->in_cells = TRUE;
  else if (connectors_xml_scan_is (scan, "cellStyles")
           || connectors_xml_scan_is (scan, "dxfs"))
    styles->in_cells = FALSE;
  else if (styles->in_cells && connectors_xml_scan_is (scan, "xf")
           && styles->workbook->is_day->len < MAX_STYLES)
    {
      guint8 is_day;

      number = get_number (scan, "numFmtId", 0);
      is_day = is_day_number (styles, (guint) number) ? 1 : 0;
      g_byte_array_append (styles->workbook->is_day, &is_day, 1);
    }
  return TRUE;
}

static gboolean
read_styles (ConnectorsWorkbook *workbook, const char *member, GError **error)
{
  g_autoptr (GHashTable) day_formats = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  Styles styles = { workbook, day_formats, formats, FALSE };

  return for_each_tag (workbook->zip, member, take_style, &styles, error);
}

/* Texts of sharedStrings.xml: <si> with <t>, or with <r><t> for each piece
 * of its own looks. <rPh> says how it is pronounced, and is left out. */
static gboolean
read_shared (ConnectorsWorkbook *workbook, const char *name, GError **error)
{
  g_autoptr (ConnectorsMember)
      member = connectors_member_open (workbook->zip, name, error);
  g_autoptr (ConnectorsXmlScan) scan = NULL;
  ConnectorsXmlToken token;
  GError *failed = NULL;
  gboolean in_text = FALSE;
  gboolean in_sound = FALSE;

  if (member == NULL)
    return FALSE;
  scan = connectors_member_scan (member);
  while ((token = connectors_xml_scan_next (scan, &failed))
         != CONNECTORS_XML_END)
    {
      gsize start = workbook->texts->len;

      if (token == CONNECTORS_XML_ERROR)
        return connectors_book_take (error, failed);
      if (token == CONNECTORS_XML_TEXT)
        {
          ConnectorsXmlPiece piece;

          if (!in_text || in_sound || workbook->starts->len == 0)
            continue;
          if (workbook->texts->len > MAX_SHARED_BYTES)
            return connectors_book_fail (
                error, "%s: found more than 1 GiB of text, expected less",
                name);
          piece = connectors_xml_scan_get_text (scan);
          g_string_truncate (workbook->texts, start - 1);
          g_string_append_len (workbook->texts, piece.text,
                               (gssize) piece.length);
          g_string_append_c (workbook->texts, '\0');
          continue;
        }
      if (connectors_xml_scan_is (scan, "t"))
        in_text = token == CONNECTORS_XML_OPEN
                  && !connectors_xml_scan_is_empty (scan);
      else if (connectors_xml_scan_is (scan, "rPh"))
        in_sound = token == CONNECTORS_XML_OPEN
                   && !connectors_xml_scan_is_empty (scan);
      else if (token == CONNECTORS_XML_OPEN
               && connectors_xml_scan_is (scan, "si"))
        {
          g_array_append_val (workbook->starts, start);
          g_string_append_c (workbook->texts, '\0');
        }
    }
  return TRUE;
}

static gboolean
read_parts (ConnectorsWorkbook *workbook, const char *path, GError **error)
{
  g_autoptr (GHashTable)
      by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Relations relations = { .by_id = g_hash_table_ref (by_id) };
  Outline outline = { workbook, &relations };
  const char *document = "xl/workbook.xml";
  gboolean ok;

  ok = read_relations (workbook->zip, "", &relations, error);
  if (ok && relations.document != NULL)
    document = relations.document;
  if (ok
      && (!connectors_zip_has (workbook->zip, document)
          || !g_str_has_suffix (document, ".xml")))
    ok = connectors_book_fail (
        error, "%s: found a zip archive, expected a workbook (.xlsx) in it",
        path);
  ok = ok && read_relations (workbook->zip, document, &relations, error)
       && for_each_tag (workbook->zip, document, take_outline, &outline, error);
  if (ok && relations.styles != NULL)
    ok = read_styles (workbook, relations.styles, error);
  if (ok && relations.shared != NULL)
    ok = read_shared (workbook, relations.shared, error);
  if (ok && workbook->sheets->len == 0)
    ok = connectors_book_fail (error, "%s: found no sheet, expected one", path);
  clear_relations (&relations);
  return ok;
}

ConnectorsWorkbook *
connectors_workbook_open (const char *path, gint fd, GError **error)
{
  ConnectorsZip *zip = connectors_zip_new (path, fd, error);
  g_autoptr (ConnectorsWorkbook) workbook = NULL;

  if (zip == NULL)
    return NULL;
  workbook = g_new0 (ConnectorsWorkbook, 1);
  workbook->zip = zip;
  workbook->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_array_set_clear_func (workbook->sheets, clear_sheet);
  workbook->texts = g_string_new (NULL);
  workbook->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  workbook->is_day = g_byte_array_new ();
  return read_parts (workbook, path, error) ? g_steal_pointer (&workbook)
                                            : NULL;
}

guint
connectors_workbook_get_n_sheets (const ConnectorsWorkbook *workbook)
{
  return workbook->sheets->len;
}

const char *
connectors_workbook_get_sheet_name (const ConnectorsWorkbook *workbook,
                                    guint sheet)
{
  return g_array_index (workbook->sheets, Sheet, sheet).name;
}

ConnectorsMember *
connectors_workbook_open_sheet (ConnectorsWorkbook *workbook,
                                guint sheet,
                                GError **error)
{
  return connectors_member_open (
      workbook->zip, g_array_index (workbook->sheets, Sheet, sheet).member,
      error);
}

const char *
connectors_workbook_get_shared (const ConnectorsWorkbook *workbook,
                                guint64 number)
{
  if (number >= workbook->starts->len)
    return NULL;
  return workbook->texts->str
         + g_array_index (workbook->starts, gsize, (guint) number);
}

gboolean
connectors_workbook_is_day_style (const ConnectorsWorkbook *workbook,
                                  guint64 style)
{
  return style < workbook->is_day->len
         && workbook->is_day->data[(guint) style] != 0;
}

UitwegDay
connectors_workbook_to_day (const ConnectorsWorkbook *workbook,
                            double number,
                            guint *seconds_out)
{
  const gint epoch = workbook->is_1904 ? EPOCH_1904 : EPOCH_1900;
  double whole = floor (number);
  double seconds = floor ((number - whole) * SECONDS_PER_DAY + 0.5);
  gint64 day;

  *seconds_out = 0;
  if (!(number >= 1.0 && number < 401769.0))
    return UITWEG_DAY_UNKNOWN;
  day = (gint64) whole - epoch;
  if (seconds >= SECONDS_PER_DAY)
    day++;
  else
    *seconds_out = (guint) seconds;
  if (!workbook->is_1904 && whole < LEAP_1900)
    day++;
  return (UitwegDay) day;
}
