/* SPDX-License-Identifier: EUPL-1.2
 *
 * From what a value says to the id of what it means.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include <string.h>

#define LONGEST_WORDS 200
#define MOST_BREAKS 40

static gboolean
agrees (const char *one, const char *other)
{
  return one == NULL || other == NULL || strcmp (one, other) == 0;
}

/* A thing of that id or name, where no other has it: one of which the account
 * or region is not known, or which lies where the value was read. */
static const char *
find_near (const AwsDump *dump,
           const char *form,
           const char *bare,
           gboolean is_arn,
           const AwsPlace *from)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", form, bare);
  const char *found = connectors_references_find (dump->names, key);
  const AwsThing *thing = found != NULL
                              ? g_hash_table_lookup (dump->things, found)
                              : NULL;

  if (thing == NULL || thing->arn == NULL)
    return found;
  if (is_arn)
    return NULL;
  return agrees (thing->place.account, from->account)
                 && (!aws_form_has_region (form)
                     || agrees (thing->place.region, from->region))
             ? found
             : NULL;
}

char *
aws_resolve (const AwsDump *dump,
             const char *value,
             const char *form,
             const AwsPlace *from,
             gboolean *known_out)
{
  g_autofree char *arn = aws_arn_clean (value);
  g_autofree char *own_form = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *id = NULL;
  const char *found;

  *known_out = FALSE;
  if (arn != NULL)
    {
      own_form = aws_arn_form (arn);
      bare = g_strdup (aws_arn_bare (arn));
      id = aws_id_of_arn (arn);
    }
  else if (form == NULL || g_str_has_prefix (value, "arn:"))
    return NULL;
  else
    {
      own_form = g_strdup (form);
      bare = connectors_clean (value);
      if (bare == NULL)
        return NULL;
      id = aws_id_make (form, bare, from);
    }
  *known_out = TRUE;
  if (g_hash_table_contains (dump->things, id))
    return g_steal_pointer (&id);
  found = arn != NULL ? connectors_references_find (dump->names, arn) : NULL;
  if (found == NULL)
    found = find_near (dump, own_form, bare, arn != NULL, from);
  if (found != NULL)
    return g_strdup (found);
  *known_out = FALSE;
  return g_steal_pointer (&id);
}

const char *
aws_resolve_host (const AwsDump *dump, const char *host)
{
  g_autofree char *folded = g_ascii_strdown (host, -1);
  char *at = folded;
  char *s3;
  const char *id;

  if (g_str_has_prefix (at, "dualstack."))
    at += strlen ("dualstack.");
  if (g_str_has_suffix (at, "."))
    at[strlen (at) - 1] = '\0';
  id = connectors_references_find (dump->hosts, at);
  if (id != NULL || strstr (at, "amazonaws.com") == NULL)
    return id;
  /* NAME.s3.REGION…, NAME.s3-website.REGION… */
  s3 = strstr (at, ".s3");
  if (s3 != NULL && s3 != at)
    {
      g_autofree char *key = g_strdup_printf ("s3:\n%.*s", (int) (s3 - at), at);

      return connectors_references_find (dump->names, key);
    }
  return NULL;
}

/* The longest known name between two breaks of `text`. */
static const char *
find_word (const ConnectorsReferences *names,
           const char *form,
           const char *text)
{
  g_autofree char *words = g_strndup (text, LONGEST_WORDS);
  gsize breaks[MOST_BREAKS];
  guint n = 0;
  const char *best = NULL;
  gsize longest = 2;

  breaks[n++] = 0;
  for (gsize i = 0; words[i] != '\0' && n < MOST_BREAKS - 1; i++)
    if (strchr ("-_. +,=@", words[i]) != NULL)
      breaks[n++] = i + 1;
  breaks[n++] = strlen (words) + 1;
  for (guint from = 0; from < n; from++)
    for (guint to = from + 1; to < n; to++)
      {
        gsize length = breaks[to] - 1 - breaks[from];
        g_autofree char *key = g_strdup_printf (
            "%s%s%.*s", form, form[0] != '\0' ? "\n" : "", (int) length,
            words + breaks[from]);
        const char *id = length > longest
                             ? connectors_references_find (names, key)
                             : NULL;

        if (id == NULL)
          continue;
        best = id;
        longest = length;
      }
  return best;
}

AwsThing *
aws_resolve_words (const AwsDump *dump, const char *text)
{
  const char *id = find_word (dump->bare, "", text);

  return id != NULL ? g_hash_table_lookup (dump->things, id) : NULL;
}

char *
aws_subject_of (const AwsDump *dump, const AwsElement *element)
{
  const AwsKind *kind = element->kind;
  const BaseNode *from = element->node;
  const char *path = kind->id;
  const char *text;
  gboolean known;

  if (strcmp (path, "@file") == 0)
    return g_strdup (find_word (dump->names, kind->form, element->file->stem));
  if (path[0] == '^')
    {
      from = base_doc_node (element->file->doc, 0);
      path++;
    }
  text = aws_path_text (element->file->doc, from, path);
  return text != NULL
             ? aws_resolve (dump, text, kind->form, &element->place, &known)
             : NULL;
}
