/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names of other things in rows, as ids: people write "Polder Hosting" or
 * "erp-db" where an estate wants the id.
 */
#include "config.h"

#include "connectors/tables/write.h"

#include "base/schema.h"

#include <string.h>

static const TablesReference references[] = {
  { UITWEG_RECORD_DEPENDENCY,
    "from",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_DEPENDENCY,
    "to",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_RESOURCE,
    "provider",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "key_custody.holder",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "administrators",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "backups",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_SERVICE,
    "members",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_CONTRACT,
    "customer",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_CONTRACT,
    "provider",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_CONTRACT,
    "covers",
    NULL,
    { UITWEG_RECORD_SERVICE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_PARTY,
    "owners",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_PARTY,
    "subcontractors",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_PARTY,
    "events",
    "by",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
};

void
tables_index_names (TablesWriter *writer, UitwegRecordType type)
{
  static const char *const keys[] = { "id", "name", "identity.native_id",
                                      "identity.hostname" };
  const UitwegTable *rows = writer->run->rows[type];

  writer->names[type] = connectors_references_new (TRUE);
  if (rows == NULL)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      const gint field = base_schema_find (uitweg_table_get_schema (rows),
                                           keys[k]);

      for (guint32 row = 0; field >= 0 && row < uitweg_table_get_n_rows (rows);
           row++)
        {
          const char *id = uitweg_table_text (rows, row, 0);

          if (id != NULL && !g_hash_table_contains (writer->types, id))
            g_hash_table_insert (writer->types, (gpointer) id,
                                 GUINT_TO_POINTER ((guint) type + 1));
          if (id != NULL)
            connectors_references_add (
                writer->names[type],
                uitweg_table_text (rows, row, (guint) field), id);
        }
    }
}

gboolean
tables_is_of (TablesWriter *writer,
              const UitwegRecordType *types,
              const char *id)
{
  const guint type = GPOINTER_TO_UINT (g_hash_table_lookup (writer->types, id));

  if (type == 0 || type - 1 == types[0] || type - 1 == types[1])
    return TRUE;
  writer->n_mistyped++;
  return FALSE;
}

char *
tables_resolve (TablesWriter *writer,
                const UitwegRecordType *types,
                const char *name,
                const char *form)
{
  g_autofree char *text = NULL;
  g_autofree char *made = NULL;

  for (guint i = 0; i < 2; i++)
    {
      const ConnectorsReferences *names = writer->names[types[i]];
      const char *id = connectors_references_find (names, name);

      if (id != NULL)
        return tables_is_of (writer, types, id) ? g_strdup (id) : NULL;
      if (i == 0 && connectors_references_is_ambiguous (names, name))
        writer->n_ambiguous++;
    }
  if (form != NULL)
    {
      g_auto (GStrv) around = g_strsplit (form, "{}", 2);

      text = g_strconcat (around[0], name, around[0] != NULL ? around[1] : NULL,
                          NULL);
    }
  made = connectors_make_id ("%s", text != NULL ? text : name);
  if (!tables_is_of (writer, types, made))
    return NULL;
  return g_steal_pointer (&made);
}

const TablesReference *
tables_find_reference (UitwegRecordType type, guint field, const char *member)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (type);

  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].type == type
        && base_schema_find (schema, references[i].field) == (gint) field
        && g_strcmp0 (references[i].member, member) == 0)
      return &references[i];
  return NULL;
}

void
tables_resolve_scalars (TablesWriter *writer, UitwegRecordType type)
{
  UitwegTable *rows = writer->run->rows[type];
  const UitwegSchema *schema = uitweg_table_get_schema (rows);

  for (guint f = 0; f < schema->n_fields; f++)
    {
      const TablesReference *reference = tables_find_reference (type, f, NULL);

      if (reference == NULL || schema->fields[f].type != UITWEG_FIELD_TEXT)
        continue;
      for (guint32 row = 0; row < uitweg_table_get_n_rows (rows); row++)
        {
          const char *name = uitweg_table_text (rows, row, f);
          g_autofree char *id = name != NULL ? tables_resolve (
                                    writer, reference->named, name, NULL)
                                             : NULL;

          if (id != NULL)
            tables_name_party (writer, reference, id);
          if (name != NULL && g_strcmp0 (id, name) != 0)
            base_table_set_text (rows, row, f, id);
        }
    }
}

void
tables_name_party (TablesWriter *writer,
                   const TablesReference *reference,
                   const char *id)
{
  /* Providers may be those of the catalog. */
  if (reference->named[0] == UITWEG_RECORD_PARTY
      && strcmp (reference->field, "provider") != 0)
    g_hash_table_add (writer->nobody, g_strdup (id));
}
