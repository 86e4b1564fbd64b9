/* SPDX-License-Identifier: EUPL-1.2
 *
 * Finds which elements tell of one thing, and by what names each thing is
 * meant elsewhere: ARNs, ids, host names, addresses, and names of files.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"
#include "connectors/common/secrets.h"

#include <string.h>

/* Shorter names say too little in the value of a variable. */
#define SHORTEST_WORD 8

static const char *const gone_states[] = { "terminated", "deleted",
                                           "Deleted",    "DELETE_COMPLETE",
                                           "INACTIVE",   "STOPPED",
                                           NULL };

void
aws_thing_free (gpointer data)
{
  AwsThing *thing = data;

  g_free (thing->id);
  g_free (thing->arn);
  g_free (thing->bare);
  g_array_unref (thing->elements);
  g_ptr_array_unref (thing->disks);
  g_free (thing);
}

/* The id as the form wants it: "/hostedzone/Z1" is "Z1", an address of a
 * queue its last part. */
static const char *
trim_id (const char *form, const char *id)
{
  const char *colon = strchr (form, ':');
  const char *slash = strrchr (id, '/');

  if (id[0] == '/' && colon != NULL && colon[1] != '\0'
      && g_str_has_prefix (id + 1, colon + 1))
    return id + 1 + strlen (colon + 1);
  if (strstr (id, "://") != NULL && slash != NULL && slash[1] != '\0')
    return slash + 1;
  return id;
}

/* What an element says of itself. */
typedef struct
{
  char *arn;
  char *form;
  char *bare;
  char *id;
} Self;

static void
clear_self (Self *self)
{
  g_free (self->arn);
  g_free (self->form);
  g_free (self->bare);
  g_free (self->id);
}

static gboolean
look_at_self (const AwsElement *element, Self *self)
{
  const AwsKind *kind = element->kind;
  const BaseDoc *doc = element->file->doc;
  const char *text = kind->arn != NULL
                         ? aws_path_text (doc, element->node, kind->arn)
                         : NULL;
  const char *id = kind->id != NULL
                       ? aws_path_text (doc, element->node, kind->id)
                       : NULL;

  *self = (Self){ .arn = NULL };
  self->arn = text != NULL ? aws_arn_clean (text) : NULL;
  if (self->arn != NULL)
    {
      self->form = aws_arn_form (self->arn);
      self->bare = g_strdup (aws_arn_bare (self->arn));
      self->id = aws_id_of_arn (self->arn);
      return TRUE;
    }
  if (id == NULL || kind->form == NULL)
    return FALSE;
  self->form = g_strdup (kind->form);
  self->bare = connectors_clean (trim_id (kind->form, id));
  if (self->bare == NULL)
    {
      clear_self (self);
      return FALSE;
    }
  self->arn = aws_arn_make (kind->form, self->bare, &element->place);
  self->id = aws_id_make (kind->form, self->bare, &element->place);
  return TRUE;
}

static void
add_thing (AwsDump *dump, guint e)
{
  AwsElement *element = &g_array_index (dump->elements, AwsElement, e);
  AwsThing *thing;
  Self self;

  if (!look_at_self (element, &self))
    {
      aws_count (dump, "without an id", 1);
      return;
    }
  thing = g_hash_table_lookup (dump->things, self.id);
  if (thing == NULL)
    {
      thing = g_new0 (AwsThing, 1);
      thing->id = g_steal_pointer (&self.id);
      thing->arn = g_steal_pointer (&self.arn);
      thing->bare = g_steal_pointer (&self.bare);
      thing->form = g_string_chunk_insert_const (dump->chunk, self.form);
      thing->place = element->place;
      thing->elements = g_array_new (FALSE, FALSE, sizeof e);
      thing->disks = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (dump->things, thing->id, thing);
    }
  g_array_append_val (thing->elements, e);
  if (thing->place.account == NULL)
    thing->place.account = element->place.account;
  if (thing->place.region == NULL)
    thing->place.region = element->place.region;
  clear_self (&self);
}

/* One text for all that an element holds, so that equal things come in the
 * same order whatever file they stand in. (transfer full) */
static char *
digest_of (const AwsElement *element)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  g_ptr_array_add (stack, (gpointer) element->node);
  while (stack->len > 0)
    {
      const BaseNode *node = g_ptr_array_steal_index (stack, stack->len - 1);

      g_checksum_update (sum, &node->kind, 1);
      if (node->key != NULL)
        g_checksum_update (sum, (const guchar *) node->key, -1);
      if (node->text != NULL)
        g_checksum_update (sum, (const guchar *) node->text, -1);
      if (node->kind == BASE_NODE_MAP || node->kind == BASE_NODE_LIST)
        for (const BaseNode *at = base_doc_first (element->file->doc, node);
             at != NULL; at = base_doc_next (element->file->doc, at))
          g_ptr_array_add (stack, (gpointer) at);
    }
  return g_strdup (g_checksum_get_string (sum));
}

typedef struct
{
  guint e;
  guint rank;
  char *digest;
} Order;

static gint
compare_orders (gconstpointer a, gconstpointer b)
{
  const Order *first = a;
  const Order *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return strcmp (first->digest, second->digest);
}

static void
sort_elements (AwsDump *dump, AwsThing *thing)
{
  guint n = thing->elements->len;
  g_autofree Order *orders = NULL;

  if (n < 2)
    return;
  orders = g_new (Order, n);
  for (guint i = 0; i < n; i++)
    {
      guint e = g_array_index (thing->elements, guint, i);
      const AwsElement *element = &g_array_index (dump->elements, AwsElement,
                                                  e);

      orders[i] = (Order){ e, element->rank, digest_of (element) };
    }
  qsort (orders, n, sizeof *orders, compare_orders);
  g_array_set_size (thing->elements, 0);
  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || orders[i].rank != orders[i - 1].rank
          || strcmp (orders[i].digest, orders[i - 1].digest) != 0)
        g_array_append_val (thing->elements, orders[i].e);
      if (i > 0 && orders[i].rank == orders[i - 1].rank)
        aws_count (dump, "told of more than once", 1);
    }
  for (guint i = 0; i < n; i++)
    g_free (orders[i].digest);
}

/* The names by which others mean the thing. */

static void
add_name (AwsDump *dump,
          const AwsThing *thing,
          const char *form,
          const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", form, name);

  connectors_references_add (dump->names, key, thing->id);
  connectors_references_add (dump->bare, name, thing->id);
}

/* "https://host:443/path" is "host". (transfer full) */
static char *
trim_host (const char *text)
{
  const char *start = strstr (text, "://");
  char *host;

  start = start != NULL ? start + 3 : text;
  host = g_ascii_strdown (start, (gssize) strcspn (start, "/:?"));
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  return host;
}

static void
add_hosts (AwsDump *dump, const AwsThing *thing, const AwsElement *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (element->kind->hosts)
                    && element->kind->hosts[i] != NULL;
       i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      aws_path_find_all (element->file->doc, element->node,
                         element->kind->hosts[i], found);
      for (guint f = 0; f < found->len; f++)
        {
          const char *text = aws_node_text (g_ptr_array_index (found, f));
          g_autofree char *host = text != NULL ? trim_host (text) : NULL;

          connectors_references_add (dump->hosts, text, thing->id);
          /* The address of a queue is more than its host, which all share. */
          if (text != NULL
              && (strstr (text, "://") == NULL
                  || strcmp (element->kind->key, "QueueUrls") != 0))
            connectors_references_add (dump->hosts, host, thing->id);
        }
    }
  connectors_references_add (dump->hosts, element->caption, thing->id);
}

static void
name_thing (AwsDump *dump, const AwsThing *thing)
{
  const char *slash = strrchr (thing->bare, '/');
  gboolean is_word = strlen (thing->bare) >= SHORTEST_WORD;

  connectors_references_add (dump->names, thing->arn, thing->id);
  connectors_references_add (dump->hosts, thing->arn, thing->id);
  add_name (dump, thing, thing->form, thing->bare);
  if (slash != NULL && slash[1] != '\0')
    add_name (dump, thing, thing->form, slash + 1);
  if (strcmp (thing->form, "s3:") == 0)
    {
      g_autofree char *host = g_strdup_printf ("%s.s3.amazonaws.com",
                                               thing->bare);

      connectors_references_add (dump->hosts, host, thing->id);
    }
  if (is_word
      && (strcmp (thing->form, "s3:") == 0
          || strcmp (thing->form, "dynamodb:table/") == 0))
    connectors_references_add (dump->hosts, thing->bare, thing->id);
  if (strcmp (thing->form, "sqs:") == 0 && thing->place.region != NULL
      && thing->place.account != NULL)
    {
      g_autofree char *address = g_strdup_printf (
          "https://sqs.%s.amazonaws.com/%s/%s", thing->place.region,
          thing->place.account, thing->bare);

      connectors_references_add (dump->hosts, address, thing->id);
    }
  for (guint i = 0; i < thing->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (
          dump->elements, AwsElement,
          g_array_index (thing->elements, guint, i));
      const char *name = element->kind->name != NULL
                             ? aws_path_text (element->file->doc, element->node,
                                              element->kind->name)
                             : NULL;

      add_hosts (dump, thing, element);
      if (name != NULL && strcmp (name, thing->bare) != 0)
        add_name (dump, thing, thing->form, name);
    }
}

/* Another name of a key. */
static void
add_alias (AwsDump *dump, const AwsElement *element)
{
  const char *text = aws_path_text (element->file->doc, element->node,
                                    "AliasArn");
  g_autofree char *arn = text != NULL ? aws_arn_clean (text) : NULL;
  g_autofree char *key = aws_subject_of (dump, element);
  g_autofree char *name = NULL;

  if (arn == NULL || key == NULL)
    return;
  name = g_strdup_printf ("kms:key/\nalias/%s", aws_arn_bare (arn));
  connectors_references_add (dump->names, arn, key);
  connectors_references_add (dump->names, name, key);
}

/* What is told of and is not there, or is somebody. */

static gboolean
is_gone (const AwsElement *element)
{
  const AwsField *field = element->kind->fields;

  for (; field != NULL && field->path != NULL; field++)
    {
      const char *text = field->what == AWS_STATE ? aws_path_text (
                             element->file->doc, element->node, field->path)
                                                  : NULL;

      if (text != NULL && g_strv_contains (gone_states, text))
        return TRUE;
    }
  return aws_path_bool (element->file->doc, element->node, "Deleted") == 1;
}

/* A task of a service is one of the copies that the service counts. */
static gboolean
is_copy (const AwsDump *dump, const AwsElement *element)
{
  const char *group = aws_path_text (element->file->doc, element->node,
                                     "group");
  g_autofree char *key = NULL;

  if (strcmp (element->kind->key, "tasks") != 0 || group == NULL
      || !g_str_has_prefix (group, "service:"))
    return FALSE;
  key = g_strdup_printf ("ecs:service/\n%s", group + strlen ("service:"));
  return connectors_references_find (dump->names, key) != NULL;
}

static void
choose_kind (AwsDump *dump, AwsThing *thing)
{
  const AwsElement *first = &g_array_index (
      dump->elements, AwsElement, g_array_index (thing->elements, guint, 0));

  thing->kind = first->kind;
  if (first->kind->native_type == NULL)
    {
      const AwsKind *known = aws_kinds_find_form (dump->kinds, thing->form,
                                                  thing->bare);

      thing->kind = known != NULL ? known : first->kind;
    }
  if (connectors_is_personal (thing->bare))
    {
      aws_count (dump, "named after a person", 1);
      thing->is_gone = TRUE;
    }
  for (guint i = 0; i < thing->elements->len && !thing->is_gone; i++)
    {
      const AwsElement *element = &g_array_index (
          dump->elements, AwsElement,
          g_array_index (thing->elements, guint, i));

      if (is_gone (element))
        {
          thing->is_gone = TRUE;
          aws_count (dump, "terminated or deleted", 1);
        }
      else if (is_copy (dump, element))
        {
          thing->is_gone = TRUE;
          aws_count (dump, "tasks of services, which count their copies", 1);
        }
    }
}

static gint
compare_things (gconstpointer a, gconstpointer b)
{
  const AwsThing *first = *(const AwsThing *const *) a;
  const AwsThing *second = *(const AwsThing *const *) b;

  return strcmp (first->id, second->id);
}

void
aws_name_things (AwsDump *dump)
{
  GHashTableIter iter;
  gpointer value;

  aws_place_elements (dump);
  for (guint e = 0; e < dump->elements->len; e++)
    if (g_array_index (dump->elements, AwsElement, e).kind->role == AWS_THING)
      add_thing (dump, e);
  g_hash_table_iter_init (&iter, dump->things);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (dump->sorted, value);
  g_ptr_array_sort (dump->sorted, compare_things);
  for (guint i = 0; i < dump->sorted->len; i++)
    {
      sort_elements (dump, g_ptr_array_index (dump->sorted, i));
      name_thing (dump, g_ptr_array_index (dump->sorted, i));
    }
  for (guint i = 0; i < dump->sorted->len; i++)
    choose_kind (dump, g_ptr_array_index (dump->sorted, i));
  for (guint e = 0; e < dump->elements->len; e++)
    {
      const AwsElement *element = &g_array_index (dump->elements, AwsElement,
                                                  e);

      if (strcmp (element->kind->key, "Aliases") == 0
          && element->kind->role == AWS_RELATION)
        add_alias (dump, element);
    }
}

AwsThing *
aws_thing_of (const AwsDump *dump, const AwsElement *element)
{
  AwsThing *thing;
  Self self;

  if (!look_at_self (element, &self))
    return NULL;
  thing = g_hash_table_lookup (dump->things, self.id);
  clear_self (&self);
  return thing;
}
