/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names and what they mean, and the search for names in texts. A text that is
 * searched is copied, cut up in the copy, and forgotten.
 */
#include "config.h"

#include "connectors/common/references.h"

#include <string.h>

#define SHORTEST_WORD 6

struct _ConnectorsReferences
{
  GHashTable *ids; /* name -> id, "" where several things have the name */
  GStringChunk *pool;
  gboolean fold_case;
};

ConnectorsReferences *
connectors_references_new (gboolean fold_case)
{
  ConnectorsReferences *references = g_new0 (ConnectorsReferences, 1);

  references->ids = g_hash_table_new (g_str_hash, g_str_equal);
  references->pool = g_string_chunk_new (4096);
  references->fold_case = fold_case;
  return references;
}

void
connectors_references_free (ConnectorsReferences *references)
{
  if (references == NULL)
    return;
  g_hash_table_unref (references->ids);
  g_string_chunk_free (references->pool);
  g_free (references);
}

/* (transfer full) */
static char *
fold (const ConnectorsReferences *references, const char *name)
{
  return references->fold_case ? g_ascii_strdown (name, -1) : g_strdup (name);
}

void
connectors_references_add (ConnectorsReferences *references,
                           const char *name,
                           const char *id)
{
  g_autofree char *folded = NULL;
  const char *known;

  if (name == NULL || name[0] == '\0')
    return;
  folded = fold (references, name);
  known = g_hash_table_lookup (references->ids, folded);
  if (known == NULL)
    g_hash_table_insert (references->ids,
                         g_string_chunk_insert (references->pool, folded),
                         g_string_chunk_insert_const (references->pool, id));
  else if (strcmp (known, id) != 0)
    g_hash_table_insert (references->ids, folded, (gpointer) "");
}

/* NULL, "" or an id, of a name that is folded. */
static const char *
look_up (const ConnectorsReferences *references, const char *folded)
{
  return g_hash_table_lookup (references->ids, folded);
}

const char *
connectors_references_find (const ConnectorsReferences *references,
                            const char *name)
{
  g_autofree char *folded = name != NULL ? fold (references, name) : NULL;
  const char *id = folded != NULL ? look_up (references, folded) : NULL;

  return id != NULL && id[0] != '\0' ? id : NULL;
}

gboolean
connectors_references_is_ambiguous (const ConnectorsReferences *references,
                                    const char *name)
{
  g_autofree char *folded = name != NULL ? fold (references, name) : NULL;
  const char *id = folded != NULL ? look_up (references, folded) : NULL;

  return id != NULL && id[0] == '\0';
}

/* A search through one text. */
typedef struct
{
  const ConnectorsReferences *references;
  GHashTable *seen; /* ids */
  void (*found) (const char *id, gpointer data);
  gpointer data;
} Search;

/* Looks for text[0..length), which may be changed and is put back. */
static gboolean
try_name (Search *search, char *text, gsize length)
{
  char end = text[length];
  const char *id;

  if (length == 0)
    return FALSE;
  text[length] = '\0';
  id = look_up (search->references, text);
  text[length] = end;
  if (id == NULL || id[0] == '\0')
    return FALSE;
  if (g_hash_table_add (search->seen, (gpointer) id))
    search->found (id, search->data);
  return TRUE;
}

/* Pieces of text[0..length) between any of `separators`: calls itself never,
 * but `below`, for a piece that no thing has as its name. */
static void
try_pieces (Search *search,
            char *text,
            gsize length,
            const char *separators,
            gsize shortest,
            void (*below) (Search *search, char *text, gsize length))
{
  gsize begin = 0;

  for (gsize i = 0; i <= length; i++)
    {
      if (i < length && strchr (separators, text[i]) == NULL)
        continue;
      if (i - begin >= shortest && !try_name (search, text + begin, i - begin)
          && below != NULL)
        below (search, text + begin, i - begin);
      begin = i + 1;
    }
}

static void
try_words (Search *search, char *text, gsize length)
{
  try_pieces (search, text, length, ".:", SHORTEST_WORD, NULL);
}

/* A part of a path or address: a host name, perhaps with a port. */
static void
try_host (Search *search, char *text, gsize length)
{
  gsize end = length;

  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  if (end > 1 && end < length && text[end - 1] == ':'
      && try_name (search, text, end - 1))
    return;
  try_words (search, text, length);
}

/* What stands between blanks, quotes and the like: an address, an ARN, a
 * path; first up to its query, then each part. */
static void
try_chunk (Search *search, char *text, gsize length)
{
  gsize plain = 0;

  while (plain < length && strchr ("?#", text[plain]) == NULL)
    plain++;
  if (plain < length && try_name (search, text, plain))
    return;
  try_pieces (search, text, length, "/@?#&", 1, try_host);
}

void
connectors_references_scan (const ConnectorsReferences *references,
                            const char *text,
                            void (*found) (const char *id, gpointer data),
                            gpointer data)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autofree char *copy = NULL;
  Search search = { .references = references, .found = found, .data = data };

  if (text == NULL || text[0] == '\0'
      || g_hash_table_size (references->ids) == 0)
    return;
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  search.seen = seen;
  copy = g_strstrip (fold (references, text));
  if (!try_name (&search, copy, strlen (copy)))
    try_pieces (&search, copy, strlen (copy), " \t\r\n\"'`,;|<>()[]{}=", 1,
                try_chunk);
}
