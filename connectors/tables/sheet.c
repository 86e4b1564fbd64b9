/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the rows of a sheet by a table of the mapping, into tables that stand
 * aside until all files are read (write.c).
 */
#include "config.h"

#include "connectors/tables/tables.h"
#include "connectors/tables/value.h"

#include "connectors/common/secrets.h"

#include <string.h>

/* Values that were not understood, each told with its place. */
#define TOLD_PLACES 20
/* Names of columns in one note. */
#define SHOWN_COLUMNS 40

/* A sheet while it is read. */
typedef struct
{
  TablesRun *run;
  const TablesTable *table;
  ConnectorsSheet *sheet;
  guint32 *columns;  /* of each column of the table, UITWEG_NONE: not there */
  guint32 *times;    /* likewise of what it is multiplied by */
  GHashTable *named; /* name in a template -> column + 1 */
  UitwegTable **elements; /* of each list of the record, or NULL */
  GArray *kept;           /* rows of the one that is read now */
  UitwegTable *rows;
  guint32 row;
} Reader;

static void
reader_clear (Reader *reader)
{
  for (guint i = 0;
       reader->table->schema != NULL && i < reader->table->schema->n_fields;
       i++)
    g_clear_pointer (&reader->elements[i], base_table_free);
  g_clear_pointer (&reader->elements, g_free);
  g_clear_pointer (&reader->kept, g_array_unref);
  g_clear_pointer (&reader->columns, g_free);
  g_clear_pointer (&reader->times, g_free);
  g_clear_pointer (&reader->named, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static guint32
find_by_name (const ConnectorsSheet *sheet, const char *name)
{
  const char *const names[] = { name, NULL };

  return connectors_sheet_find (sheet, names);
}

static const TablesColumn *
get_column (const TablesTable *table, guint i)
{
  return g_ptr_array_index (table->columns, i);
}

/* The column that a name of the mapping means: where a column has aliases,
 * also one of these. */
static guint32
find_in_sheet (const TablesTable *table,
               const ConnectorsSheet *sheet,
               const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const TablesColumn *column = get_column (table, i);

      if (column->name != NULL && strcmp (column->name, name) == 0)
        return connectors_sheet_find (sheet, column->aliases);
    }
  return find_by_name (sheet, name);
}

guint
tables_count_columns (const TablesTable *table, const ConnectorsSheet *sheet)
{
  guint n = 0;

  for (gsize i = 0; table->needs[i] != NULL; i++)
    {
      if (find_in_sheet (table, sheet, table->needs[i]) == UITWEG_NONE)
        return 0;
      n++;
    }
  for (guint i = 0; i < table->columns->len; i++)
    if (connectors_sheet_find (sheet, get_column (table, i)->aliases)
        != UITWEG_NONE)
      n++;
  return n;
}

static gboolean
is_read_by (const TablesTable *table,
            const ConnectorsSheet *sheet,
            guint32 number)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const TablesColumn *column = get_column (table, i);

      if (connectors_sheet_find (sheet, column->aliases) == number
          || (column->times != NULL
              && find_in_sheet (table, sheet, column->times) == number))
        return TRUE;
    }
  for (guint i = 0; i < table->filters->len; i++)
    {
      const TablesFilter *filter = g_ptr_array_index (table->filters, i);

      if (find_in_sheet (table, sheet, filter->column) == number)
        return TRUE;
    }
  for (gsize i = 0; table->ignored[i] != NULL; i++)
    if (find_by_name (sheet, table->ignored[i]) == number)
      return TRUE;
  for (gsize i = 0; table->needs[i] != NULL; i++)
    if (find_in_sheet (table, sheet, table->needs[i]) == number)
      return TRUE;
  return table->kind != NULL
         && find_in_sheet (table, sheet, table->kind) == number;
}

void
tables_note_unread (TablesRun *run,
                    const GPtrArray *tables,
                    const ConnectorsSheet *sheet,
                    const char *place)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint32 c = 0; c < connectors_sheet_get_n_columns (sheet); c++)
    {
      gboolean is_read = FALSE;
      g_autofree char *head = NULL;

      for (guint t = 0; t < tables->len && !is_read; t++)
        is_read = is_read_by (g_ptr_array_index (tables, t), sheet, c);
      if (is_read)
        continue;
      head = connectors_clean_public (connectors_sheet_get_head (sheet, c));
      if (n++ < SHOWN_COLUMNS)
        g_string_append_printf (names, "%s%s", n > 1 ? ", " : "",
                                head != NULL ? head : "one without a name");
    }
  if (n > SHOWN_COLUMNS)
    g_string_append_printf (names, " and %u more", n - SHOWN_COLUMNS);
  if (n > 0)
    connectors_source_add_note (run->source, place,
                                "left out %u columns that the mapping does "
                                "not name: %s",
                                n, names->str);
}

/* The cell of a name in a template: a column, or "=FIELD" of the record.
 * (transfer none) (nullable) */
static const char *
get_named (Reader *reader, const char *name)
{
  gpointer known;
  guint32 column;

  if (name[0] == '=' && reader->rows != NULL)
    {
      g_autofree char *problem = NULL;
      TablesTarget target;

      if (!tables_target_parse (reader->table->schema, name + 1, &target,
                                &problem))
        return NULL;
      g_free (target.key);
      return target.member < 0
                     && (target.leaf->type == UITWEG_FIELD_TEXT
                         || target.leaf->type == UITWEG_FIELD_ENUM)
                 ? uitweg_table_text (reader->rows, reader->row,
                                      (guint) target.field)
                 : NULL;
    }
  known = g_hash_table_lookup (reader->named, name);
  if (known == NULL)
    {
      column = find_in_sheet (reader->table, reader->sheet, name);
      known = GUINT_TO_POINTER (column + 1);
      g_hash_table_insert (reader->named, g_strdup (name), known);
    }
  column = GPOINTER_TO_UINT (known) - 1;
  return connectors_sheet_get_text (reader->sheet, column);
}

/* A template with its columns filled in. (transfer full) (nullable): NULL if
 * one of them says nothing in this row */
static char *
fill (Reader *reader, const char *template)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = template; *at != '\0';)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      g_autofree char *name = NULL;
      const char *value;

      if (end == NULL)
        {
          g_string_append_c (text, *at++);
          continue;
        }
      name = g_strndup (at + 1, (gsize) (end - at - 1));
      value = get_named (reader, name);
      if (value == NULL)
        return NULL;
      g_string_append (text, value);
      at = end + 1;
    }
  return connectors_clean_public (text->str);
}

static char *
fill_first (Reader *reader, const char *const *templates)
{
  char *text = NULL;

  for (gsize i = 0; templates[i] != NULL && text == NULL; i++)
    text = fill (reader, templates[i]);
  return text;
}

/* What a column says in this row, after `values` and `form`. `made_out` gets
 * the text where it is not the cell itself. FALSE if it says nothing. */
static gboolean
get_cell (Reader *reader, guint i, TablesCell *cell_out, char **made_out)
{
  const TablesColumn *column = get_column (reader->table, i);
  TablesCell cell = { .sheet = reader->sheet,
                      .column = reader->columns[i],
                      .unit = column->unit,
                      .times = reader->times[i] };
  g_autofree char *made = NULL;

  if (column->value != NULL)
    {
      made = fill (reader, column->value);
      cell.column = UITWEG_NONE;
    }
  cell.text = made != NULL
                  ? made
                  : connectors_sheet_get_text (reader->sheet, cell.column);
  if (cell.text == NULL)
    return FALSE;
  if (column->values != NULL)
    {
      g_autofree char *folded = tables_fold (cell.text);
      const char *meant = g_hash_table_lookup (column->values, folded);

      if (meant == NULL && column->otherwise != NULL)
        {
          meant = column->otherwise;
          reader->run->n_otherwise++;
        }
      if (meant != NULL)
        {
          cell.text = meant;
          cell.column = UITWEG_NONE;
        }
    }
  if (column->form != NULL)
    {
      g_auto (GStrv) around = g_strsplit (column->form, "{}", 2);
      char *formed = g_strconcat (around[0], cell.text,
                                  around[0] != NULL ? around[1] : NULL, NULL);

      g_free (made);
      made = formed;
      cell.text = made;
      cell.column = UITWEG_NONE;
    }
  if (cell.text[0] == '\0')
    return FALSE;
  *made_out = g_steal_pointer (&made);
  *cell_out = cell;
  return TRUE;
}

/* The name of a column for messages. */
static const char *
get_head (const Reader *reader, guint i)
{
  return reader->columns[i] != UITWEG_NONE
             ? connectors_sheet_get_head (reader->sheet, reader->columns[i])
             : "a fixed value";
}

static void
tell (Reader *reader, guint i, TablesOutcome outcome, const char *why)
{
  TablesRun *run = reader->run;
  g_autofree char *head = connectors_clean_public (get_head (reader, i));

  if (outcome == TABLES_WITHHELD)
    {
      char *key = g_strdup (head != NULL ? head : "a column");
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (run->withheld, key));

      g_hash_table_replace (run->withheld, key, GUINT_TO_POINTER (n + 1));
    }
  else if (outcome == TABLES_WRONG)
    {
      if (run->n_told < TOLD_PLACES)
        connectors_sheet_note (reader->sheet, "column '%s': %s",
                               head != NULL ? head : "?", why);
      run->n_told++;
    }
}

static gboolean
is_list (UitwegFieldType type)
{
  return type == UITWEG_FIELD_TEXTS || type == UITWEG_FIELD_TAGS
         || type == UITWEG_FIELD_LIST;
}

/* Sets the scalar fields, each by the first of its columns that says
 * something. */
static void
read_scalars (Reader *reader)
{
  for (guint i = 0; i < reader->table->columns->len; i++)
    {
      const TablesColumn *column = get_column (reader->table, i);
      const gint field = column->target.field;
      g_autofree char *made = NULL;
      TablesCell cell;
      const char *why = NULL;

      if (field < 0 || is_list (reader->table->schema->fields[field].type)
          || uitweg_table_has (reader->rows, reader->row, (guint) field)
          || !get_cell (reader, i, &cell, &made))
        continue;
      tell (reader, i,
            tables_set_value (reader->rows, reader->row, (guint) field, &cell,
                              &why),
            why);
    }
}

/* One value of TAGS, whose words may be a closed list. */
static void
add_tag (Reader *reader, guint i, const TablesCell *cell, UitwegTable *tags)
{
  const TablesTarget *target = &get_column (reader->table, i)->target;
  g_autofree char *clean = NULL;
  const char *word;

  if (target->leaf->words == NULL)
    {
      clean = strcmp (target->key, "owner") == 0
                  ? connectors_clean_unit (cell->text)
                  : connectors_clean_public (cell->text);
      base_table_add_tag (tags, target->key, clean);
      if (clean == NULL)
        tell (reader, i, TABLES_WITHHELD, NULL);
      return;
    }
  word = tables_find_word (target->leaf->words, cell->text);
  if (word != NULL)
    base_table_add_tag (tags, target->key, word);
  else
    tell (reader, i, TABLES_WRONG,
          "found a word that is none of those of the field");
}

/* An element is kept if it has all that it must have. */
static void
end_element (Reader *reader, UitwegTable *from, gboolean has_any)
{
  const UitwegSchema *schema = uitweg_table_get_schema (from);
  const guint32 last = uitweg_table_get_n_rows (from) - 1;

  if (strcmp (schema->name, "required_control") == 0
      && !uitweg_table_has (from, last, UITWEG_REQUIRED_CONTROL_CRITICALITY)
      && !uitweg_table_has (from, last, UITWEG_REQUIRED_CONTROL_DATA_CLASS))
    return;
  if (strcmp (schema->name, "owners") == 0
      && uitweg_table_has (from, last, UITWEG_OWNER_UNTIL)
      && uitweg_table_day (from, last, UITWEG_OWNER_FROM)
             >= uitweg_table_day (from, last, UITWEG_OWNER_UNTIL))
    base_table_set_day (from, last, UITWEG_OWNER_FROM, UITWEG_DAY_UNKNOWN);

  for (guint f = 0; f < schema->n_fields; f++)
    if (schema->fields[f].required && !uitweg_table_has (from, last, f))
      return;
  if (has_any)
    g_array_append_val (reader->kept, last);
}

/* The element number `element` of a list, from one column a member. */
static void
read_element (Reader *reader, guint field, guint element)
{
  UitwegTable *from = reader->elements[field];
  const guint32 row = base_table_append (from);
  gboolean has_any = FALSE;

  for (guint i = 0; i < reader->table->columns->len; i++)
    {
      const TablesColumn *column = get_column (reader->table, i);
      const TablesTarget *target = &column->target;
      g_autofree char *made = NULL;
      TablesCell cell;
      TablesOutcome outcome;
      const char *why = NULL;

      if (target->field != (gint) field || target->member < 0
          || target->element != element
          || uitweg_table_has (from, row, (guint) target->member)
          || !get_cell (reader, i, &cell, &made))
        continue;
      outcome = tables_set_value (from, row, (guint) target->member, &cell,
                                  &why);
      tell (reader, i, outcome, why);
      /* What is the same for all rows makes no element of its own. */
      has_any |= outcome == TABLES_SET && column->value == NULL;
    }
  end_element (reader, from, has_any);
}

/* The elements of a cell that holds several: "party/a:60:55; party/b:40". */
static void
read_parts (Reader *reader, guint i, const char *text)
{
  const TablesColumn *column = get_column (reader->table, i);
  UitwegTable *from = reader->elements[column->target.field];
  g_auto (GStrv) elements = g_strsplit_set (
      text, column->separator != NULL ? column->separator : ";|\n\r", -1);

  for (gsize e = 0; elements[e] != NULL; e++)
    {
      g_auto (GStrv) parts = g_strsplit (
          elements[e], column->between != NULL ? column->between : ":",
          (gint) column->parts->len + 1);
      guint32 row;
      gboolean has_any = FALSE;

      if (g_strstrip (elements[e])[0] == '\0')
        continue;
      row = base_table_append (from);
      for (guint p = 0; p < column->parts->len && parts[p] != NULL; p++)
        {
          const TablesTarget *part = &g_array_index (column->parts,
                                                     TablesTarget, p);
          const TablesCell cell = { .sheet = reader->sheet,
                                    .column = UITWEG_NONE,
                                    .times = UITWEG_NONE,
                                    .text = g_strstrip (parts[p]) };
          const char *why = NULL;
          TablesOutcome outcome = tables_set_value (
              from, row, (guint) part->member, &cell, &why);

          tell (reader, i, outcome, why);
          has_any |= outcome == TABLES_SET;
        }
      end_element (reader, from, has_any);
    }
}

/* A list of objects, which stays unknown where no element is whole. */
static void
read_objects (Reader *reader, guint field)
{
  const TablesTable *table = reader->table;
  guint64 seen[TABLES_MOST_ELEMENTS / 64 + 1] = { 0 };

  g_array_set_size (reader->kept, 0);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const TablesTarget *target = &get_column (table, i)->target;
      guint64 *word = &seen[target->element / 64];
      const guint64 bit = (guint64) 1 << (target->element % 64);
      g_autofree char *made = NULL;
      TablesCell cell;

      if (target->field != (gint) field)
        continue;
      if (target->member < 0 && get_cell (reader, i, &cell, &made))
        read_parts (reader, i, cell.text);
      else if (target->member >= 0 && (*word & bit) == 0)
        {
          *word |= bit;
          read_element (reader, field, target->element);
        }
    }
  if (reader->kept->len > 0)
    {
      UitwegTable *list = base_table_begin_list (reader->rows, field);

      for (guint i = 0; i < reader->kept->len; i++)
        base_table_copy_row (list, reader->elements[field],
                             g_array_index (reader->kept, guint32, i));
      base_table_end_list (reader->rows, field);
    }
}

/* TEXTS and TAGS. */
static void
read_texts (Reader *reader, guint field)
{
  const TablesTable *table = reader->table;
  UitwegTable *list = NULL;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const TablesColumn *column = get_column (table, i);
      g_autofree char *made = NULL;
      TablesCell cell;

      if (column->target.field != (gint) field
          || !get_cell (reader, i, &cell, &made))
        continue;
      if (list == NULL)
        list = base_table_begin_list (reader->rows, field);
      if (column->target.leaf->type == UITWEG_FIELD_TAGS)
        add_tag (reader, i, &cell, list);
      else
        tell (reader, i,
              tables_add_texts (list, column->target.leaf, cell.text,
                                column->separator),
              NULL);
    }
  if (list != NULL)
    base_table_end_list (reader->rows, field);
}

/* Dependencies that columns of the row tell. */
static void
read_relations (Reader *reader, const char *id)
{
  for (guint i = 0; i < reader->table->columns->len; i++)
    {
      const TablesColumn *column = get_column (reader->table, i);
      g_autofree char *made = NULL;
      g_auto (GStrv) names = NULL;
      TablesCell cell;

      if (column->rule < 0 || !get_cell (reader, i, &cell, &made))
        continue;
      names = g_strsplit_set (
          cell.text, column->separator != NULL ? column->separator : ";|,\n\r",
          -1);
      for (gsize k = 0; names[k] != NULL; k++)
        {
          char *name = connectors_clean_public (names[k]);
          const TablesEdge edge = {
            .from = column->is_reverse ? name : g_strdup (id),
            .to = column->is_reverse ? g_strdup (id) : name,
            .is_from_id = !column->is_reverse,
            .is_to_id = column->is_reverse,
            .form = column->to,
            .rule = column->rule,
            .table = reader->table,
          };

          g_array_append_val (reader->run->edges, edge);
        }
    }
}

/* A row of a table of relations. */
static void
read_edge (Reader *reader)
{
  const TablesTable *table = reader->table;
  char *from = fill_first (reader, table->from);
  char *to = fill_first (reader, table->to);
  const char *kind = table->kind != NULL ? get_named (reader, table->kind)
                                         : NULL;
  g_autofree char *folded = kind != NULL ? tables_fold (kind) : NULL;
  const char *word = folded != NULL && table->rules != NULL
                         ? g_hash_table_lookup (table->rules, folded)
                         : NULL;
  gboolean is_reverse = FALSE;
  TablesEdge edge = { .table = table };

  if (word == NULL)
    {
      word = table->otherwise != NULL ? table->otherwise : "declared";
      reader->run->n_otherwise += kind != NULL;
    }
  if (from == NULL || to == NULL || strcmp (word, "-") == 0)
    {
      if (strcmp (word, "-") == 0)
        reader->run->n_skipped++;
      else
        reader->run->n_unnamed++;
      g_free (from);
      g_free (to);
      return;
    }
  edge.rule = tables_find_rule (word, &is_reverse);
  edge.from = is_reverse ? to : from;
  edge.to = is_reverse ? from : to;
  for (guint i = 0; i < table->columns->len; i++)
    if (get_column (table, i)->to != NULL)
      edge.form = get_column (table, i)->to;
  g_array_append_val (reader->run->edges, edge);
}

/* A row becomes a row of the record's table; its id comes last, because it
 * may be made of other fields. */
static void
read_record (Reader *reader)
{
  TablesRun *run = reader->run;
  const TablesTable *table = reader->table;
  const TablesOrigin origin = { table };
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  reader->row = base_table_append (reader->rows);
  g_array_append_val (run->origins[table->type], origin);
  read_scalars (reader);
  for (guint f = 0; f < table->schema->n_fields; f++)
    if (reader->elements[f] != NULL)
      read_objects (reader, f);
    else if (table->schema->fields[f].type == UITWEG_FIELD_TEXTS
             || table->schema->fields[f].type == UITWEG_FIELD_TAGS)
      read_texts (reader, f);
  text = fill_first (reader, table->ids);
  if (text == NULL)
    {
      if (!table->is_optional)
        {
          if (run->n_unnamed < TOLD_PLACES)
            connectors_source_add_problem (
                run->source, connectors_sheet_get_place (reader->sheet), 1,
                "found a row without what its id is made of");
          run->n_unnamed++;
        }
      /* A row without an id is left out at the end. */
      base_table_set_text (reader->rows, reader->row, 0, NULL);
      return;
    }
  id = connectors_make_id ("%s", text);
  base_table_set_text (reader->rows, reader->row, 0, id);
  read_relations (reader, id);
}

static gboolean
is_filtered (Reader *reader)
{
  for (guint i = 0; i < reader->table->filters->len; i++)
    {
      const TablesFilter *filter = g_ptr_array_index (reader->table->filters,
                                                      i);
      const char *text = get_named (reader, filter->column);
      g_autofree char *folded = text != NULL ? tables_fold (text) : NULL;
      const gboolean is_named = folded != NULL
                                && g_hash_table_contains (filter->words,
                                                          folded);

      if (is_named != filter->keeps)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_comment (const Reader *reader)
{
  const char *cell = connectors_sheet_get_raw (reader->sheet, 0);

  while (cell != NULL && g_ascii_isspace (*cell))
    cell++;
  return reader->table->has_comments && cell != NULL && *cell == '#';
}

static void
prepare (Reader *reader)
{
  const TablesTable *table = reader->table;
  const guint n = table->columns->len;
  TablesRun *run = reader->run;

  reader->columns = g_new (guint32, n + 1);
  reader->times = g_new (guint32, n + 1);
  reader->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    {
      const TablesColumn *column = get_column (table, i);

      reader->columns[i] = connectors_sheet_find (reader->sheet,
                                                  column->aliases);
      reader->times[i] = column->times != NULL ? find_in_sheet (
                             table, reader->sheet, column->times)
                                               : UITWEG_NONE;
    }
  if (table->is_relation)
    return;
  if (run->rows[table->type] == NULL)
    {
      run->rows[table->type] = base_table_new (table->schema, run->pool);
      run->origins[table->type] = g_array_new (FALSE, FALSE,
                                               sizeof (TablesOrigin));
    }
  reader->rows = run->rows[table->type];
  reader->kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  reader->elements = g_new0 (UitwegTable *, table->schema->n_fields);
  for (guint i = 0; i < n; i++)
    {
      const gint f = get_column (table, i)->target.field;

      if (f >= 0 && table->schema->fields[f].type == UITWEG_FIELD_LIST
          && reader->elements[f] == NULL)
        reader->elements[f] = base_table_new (table->schema->fields[f].child,
                                              run->pool);
    }
}

gboolean
tables_read_sheet (TablesRun *run,
                   const TablesTable *table,
                   ConnectorsSheet *sheet,
                   GError **error)
{
  g_auto (Reader) reader = { .run = run, .table = table, .sheet = sheet };
  g_autoptr (GError) reason = NULL;

  prepare (&reader);
  while (connectors_sheet_next (sheet, &reason))
    {
      if (is_comment (&reader))
        run->n_comments++;
      else if (is_filtered (&reader))
        run->n_skipped++;
      else
        {
          run->n_rows += table->is_also ? 0 : 1;
          if (table->is_relation)
            read_edge (&reader);
          else
            read_record (&reader);
        }
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
