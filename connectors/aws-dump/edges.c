/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a thing needs: values at the paths of the tables that name another
 * thing. Texts that may hold secrets are looked through and go nowhere.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include <string.h>

#define MOST_VARIABLES 100000

typedef struct
{
  AwsDump *dump;
  const AwsElement *element;
  const AwsEdge *edge;
  const char *subject;
  char *origin;
} Edges;

/* The edge of the thing itself and another, in the direction of the rule. */
static void
add (const Edges *edges, const char *other)
{
  gboolean reversed = edges->edge->reversed;

  connectors_add_dependency (
      edges->dump->source, reversed ? other : edges->subject,
      reversed ? edges->subject : other, edges->edge->rule,
      g_string_chunk_insert_const (edges->dump->chunk, edges->origin));
}

/* Something of the same account and region that no file tells of. What comes
 * from elsewhere (images, snapshots, what AWS itself owns) is no gap. */
static void
note_missing (AwsDump *dump,
              const char *value,
              const char *form,
              const AwsPlace *from,
              const char *id)
{
  g_autofree char *arn = aws_arn_clean (value);
  g_autofree char *account = arn != NULL ? aws_arn_part (arn, 4) : NULL;
  g_autofree char *region = arn != NULL ? aws_arn_part (arn, 3) : NULL;
  g_autofree char *own_form = arn != NULL ? aws_arn_form (arn)
                                          : g_strdup (form);
  GHashTable *ids;

  if (strcmp (own_form, "ec2:image/") == 0
      || strcmp (own_form, "ec2:snapshot/") == 0)
    return;
  if (account != NULL && g_strcmp0 (account, from->account) != 0)
    return;
  if (region != NULL && g_strcmp0 (region, from->region) != 0)
    return;
  ids = g_hash_table_lookup (dump->missing, own_form);
  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (dump->missing, g_strdup (own_form), ids);
    }
  g_hash_table_add (ids, g_strdup (id));
}

static void
add_by_id (const Edges *edges, const char *value, const char *form)
{
  g_autofree char *id = NULL;
  const AwsThing *thing;
  gboolean known;

  id = aws_resolve (edges->dump, value, form, &edges->element->place, &known);
  /* Roles and policies of AWS itself are no part of an estate. */
  if (id == NULL || strstr (value, ":iam::aws:") != NULL
      || strchr (value, '*') != NULL)
    return;
  thing = g_hash_table_lookup (edges->dump->things, id);
  if (thing != NULL && thing->is_gone)
    {
      aws_count (edges->dump, "references to what is not kept", 1);
      return;
    }
  if (!known)
    note_missing (edges->dump, value, form, &edges->element->place, id);
  add (edges, id);
}

static void
found_in_text (const char *id, gpointer data)
{
  const Edges *edges = data;
  const AwsThing *thing = g_hash_table_lookup (edges->dump->things, id);

  if (thing == NULL || !thing->is_gone)
    add (edges, id);
}

/* 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.2@sha256:… */
static void
add_by_image (const Edges *edges, const char *value)
{
  const char *slash = strchr (value, '/');
  g_auto (GStrv) parts = NULL;
  g_autofree char *arn = NULL;

  if (slash == NULL)
    return;
  parts = g_strsplit (value, ".", 5);
  if (g_strv_length (parts) < 5 || strcmp (parts[1], "dkr") != 0
      || strcmp (parts[2], "ecr") != 0)
    return;
  arn = g_strdup_printf ("arn:aws:ecr:%s:%s:repository/%.*s", parts[3],
                         parts[0], (int) strcspn (slash + 1, ":@"), slash + 1);
  add_by_id (edges, arn, NULL);
}

static void
add_value (const Edges *edges, const BaseNode *node)
{
  const AwsEdge *edge = edges->edge;
  const char *text = aws_node_text (node);
  const char *id;

  if (text == NULL)
    return;
  switch (edge->by)
    {
    case AWS_BY_ID:
      if (edge->rule == CONNECTORS_RULE_ENCRYPTS_WITH
          && strstr (text, "alias/aws/") != NULL)
        aws_count (edges->dump, "keys that AWS holds by itself", 1);
      else
        add_by_id (edges, text, edge->form);
      break;
    case AWS_BY_PREFIX:
      if (aws_form_of_prefix (text) != NULL)
        add_by_id (edges, text, aws_form_of_prefix (text));
      break;
    case AWS_BY_HOST:
    case AWS_BY_ADDRESS:
      id = aws_resolve_host (edges->dump, text);
      if (id != NULL)
        add (edges, id);
      else
        aws_count (edges->dump, "host names and addresses of nothing known", 1);
      break;
    case AWS_BY_TEXT:
      connectors_references_scan (edges->dump->hosts, text, found_in_text,
                                  (gpointer) edges);
      break;
    case AWS_BY_IMAGE:
      add_by_image (edges, text);
      break;
    }
}

static void
add_all (Edges *edges, const AwsEdge *edge)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  edges->edge = edge;
  aws_path_find_all (edges->element->file->doc, edges->element->node,
                     edge->path, found);
  for (guint i = 0; i < found->len; i++)
    add_value (edges, g_ptr_array_index (found, i));
}

/* What a target group sends to: by its type an instance, an address, a
 * function or a balancer. */
static void
add_targets (Edges *edges, const char *path, const char *type)
{
  AwsEdge edge = { .path = path, .rule = CONNECTORS_RULE_FRONTS };

  if (g_strcmp0 (type, "ip") == 0)
    edge.by = AWS_BY_ADDRESS;
  else if (g_strcmp0 (type, "instance") == 0)
    edge.form = "ec2:instance/";
  else if (type == NULL)
    edge.by = AWS_BY_PREFIX;
  add_all (edges, &edge);
}

/* Two machines that write to one volume. */
static void
add_sharing (Edges *edges)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const AwsElement *element = edges->element;
  AwsDump *dump = edges->dump;

  aws_path_find_all (element->file->doc, element->node,
                     "Attachments[].InstanceId", found);
  for (guint i = 0; i < found->len && i < 16; i++)
    for (guint k = 0; k < found->len && k < 16; k++)
      {
        const char *one = aws_node_text (g_ptr_array_index (found, i));
        const char *other = aws_node_text (g_ptr_array_index (found, k));
        g_autofree char *from = NULL;
        g_autofree char *to = NULL;
        gboolean known;

        if (one == NULL || other == NULL || strcmp (one, other) >= 0)
          continue;
        from = aws_resolve (dump, one, "ec2:instance/", &element->place,
                            &known);
        to = aws_resolve (dump, other, "ec2:instance/", &element->place,
                          &known);
        if (from != NULL && to != NULL)
          connectors_add_dependency (dump->source, from, to,
                                     CONNECTORS_RULE_SHARES_DISK,
                                     "aws-dump.Volumes.Attachments");
      }
}

/* The ends of a peering may be of two accounts and regions. */
static void
add_peers (Edges *edges)
{
  static const char *const ends[] = { "RequesterVpcInfo", "AccepterVpcInfo" };
  const AwsEdge edge = AWS_IN_VPC ("VpcId");
  const AwsElement *whole = edges->element;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const BaseNode *node = aws_path_find (whole->file->doc, whole->node,
                                            ends[i]);
      AwsElement end = *whole;
      const char *owner;
      const char *region;

      if (node == NULL)
        continue;
      owner = aws_path_text (whole->file->doc, node, "OwnerId");
      region = aws_path_text (whole->file->doc, node, "Region");
      end.node = node;
      end.place.account = owner != NULL ? owner : end.place.account;
      end.place.region = region != NULL ? region : end.place.region;
      edges->element = &end;
      /* What another account has is missing in none of ours. */
      if (g_strcmp0 (end.place.account, whole->place.account) == 0
          && g_strcmp0 (end.place.region, whole->place.region) == 0)
        add_all (edges, &edge);
      else
        {
          const char *vpc = aws_path_text (whole->file->doc, node, "VpcId");
          gboolean known;
          g_autofree char *id = vpc != NULL
                                    ? aws_resolve (edges->dump, vpc, "ec2:vpc/",
                                                   &end.place, &known)
                                    : NULL;

          edges->edge = &edge;
          if (id != NULL)
            add (edges, id);
        }
      edges->element = whole;
    }
}

static void
add_oddities (Edges *edges)
{
  const AwsElement *element = edges->element;
  const char *key = element->kind->key;
  const BaseDoc *doc = element->file->doc;

  if (strcmp (key, "TargetGroups") == 0)
    add_targets (edges, "Targets[]",
                 aws_path_text (doc, element->node, "TargetType"));
  else if (strcmp (key, "TargetHealthDescriptions") == 0)
    {
      const char *target = aws_path_text (doc, element->node, "Target.Id");
      const char *type = NULL;

      if (target != NULL && g_str_has_prefix (target, "arn:"))
        type = "arn";
      else if (target != NULL && g_str_has_prefix (target, "i-"))
        type = "instance";
      else
        type = "ip";
      add_targets (edges, "Target.Id", type);
    }
  else if (strcmp (key, "Volumes") == 0)
    add_sharing (edges);
  else if (strcmp (key, "VpcPeeringConnections") == 0)
    add_peers (edges);
}

void
aws_add_edges (AwsDump *dump, const AwsElement *element)
{
  const AwsKind *kind = element->kind;
  Edges edges = { .dump = dump, .element = element };
  g_autofree char *subject = NULL;
  g_autofree char *origin = NULL;

  if (kind->role == AWS_THING)
    {
      const AwsThing *thing = aws_thing_of (dump, element);

      if (thing == NULL || !thing->is_kept)
        return;
      subject = g_strdup (thing->id);
    }
  else
    {
      const AwsThing *thing;

      subject = aws_subject_of (dump, element);
      thing = subject != NULL ? g_hash_table_lookup (dump->things, subject)
                              : NULL;
      if (subject == NULL)
        {
          g_autofree char *what = g_strdup_printf (
              "%s that do not say what they belong to", kind->key);

          aws_count (dump, what, 1);
          return;
        }
      if (thing != NULL && thing->is_gone)
        return;
    }
  edges.subject = subject;
  for (const AwsEdge *edge = kind->edges; edge != NULL && edge->path != NULL;
       edge++)
    {
      g_free (origin);
      origin = g_strdup_printf ("aws-dump.%s.%s", kind->key, edge->path);
      edges.origin = origin;
      add_all (&edges, edge);
    }
  g_free (origin);
  origin = g_strdup_printf ("aws-dump.%s", kind->key);
  edges.origin = origin;
  add_oddities (&edges);
}

void
aws_note_missing (AwsDump *dump)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, dump->missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (forms, key);
  g_ptr_array_sort (forms, connectors_compare_texts);
  for (guint i = 0; i < forms->len; i++)
    {
      const char *form = g_ptr_array_index (forms, i);
      guint n = g_hash_table_size (g_hash_table_lookup (dump->missing, form));
      gsize length = strlen (form);

      while (length > 0 && strchr (":/", form[length - 1]) != NULL)
        length--;
      connectors_source_add_problem (dump->source, "references", n,
                                     "%u of %.*s are named and told of in no "
                                     "file",
                                     n, (int) length, form);
    }
}
