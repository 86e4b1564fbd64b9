/* SPDX-License-Identifier: EUPL-1.2
 *
 * Says of each element in which account and region it is: by itself, by its
 * folders, by what the rest of its file says, by the options, and at last by
 * what all others say if they agree.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include <string.h>

static const char *
keep (AwsDump *dump, const char *text)
{
  g_autofree char *clean = connectors_clean (text);

  return clean != NULL ? g_string_chunk_insert_const (dump->chunk, clean)
                       : NULL;
}

/* "eu-west-1a" lies in "eu-west-1". (transfer full) (nullable) */
static char *
region_of_zone (const char *zone)
{
  gsize length = strlen (zone);
  g_autofree char *region = NULL;

  if (length < 2)
    return NULL;
  region = g_strndup (zone,
                      g_ascii_isdigit (zone[length - 2]) ? length - 1 : length);
  return aws_is_region (region) ? g_steal_pointer (&region) : NULL;
}

/* The region in "name.eu-west-1.elb.amazonaws.com". (transfer full)
 * (nullable) */
static char *
region_of_host (const char *host)
{
  g_auto (GStrv) parts = strstr (host, "amazonaws.com") != NULL
                             ? g_strsplit_set (host, "./:", -1)
                             : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (aws_is_region (parts[i]))
      return g_strdup (parts[i]);
  return NULL;
}

static void
place_by_arn (AwsDump *dump, AwsElement *element, const char *arn)
{
  g_autofree char *account = aws_arn_part (arn, 4);
  g_autofree char *region = aws_arn_part (arn, 3);

  element->place.account = keep (dump, account);
  element->place.region = keep (dump, region);
}

static void
place_by_keys (AwsDump *dump, AwsElement *element)
{
  static const char *const owners[] = { "OwnerId", "AwsAccountId",
                                        "AWSAccountId" };
  static const char *const zones[] = { "AvailabilityZone",
                                       "Placement.AvailabilityZone",
                                       "availabilityZone",
                                       "PreferredAvailabilityZone" };
  static const char *const regions[] = { "Region", "HomeRegion" };
  const BaseDoc *doc = element->file->doc;
  AwsPlace *place = &element->place;

  for (gsize i = 0; i < G_N_ELEMENTS (owners) && place->account == NULL; i++)
    {
      place->account = keep (dump,
                             aws_path_text (doc, element->node, owners[i]));
      if (place->account == NULL && element->parent != NULL)
        place->account = keep (dump,
                               aws_path_text (doc, element->parent, owners[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zones) && place->region == NULL; i++)
    {
      const char *zone = aws_path_text (doc, element->node, zones[i]);
      g_autofree char *region = zone != NULL ? region_of_zone (zone) : NULL;

      place->region = keep (dump, region);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (regions) && place->region == NULL; i++)
    {
      const char *region = aws_path_text (doc, element->node, regions[i]);

      if (region != NULL && aws_is_region (region))
        place->region = keep (dump, region);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (element->kind->hosts)
                    && element->kind->hosts[i] != NULL && place->region == NULL;
       i++)
    {
      const char *host = aws_path_text (doc, element->node,
                                        element->kind->hosts[i]);
      g_autofree char *region = host != NULL ? region_of_host (host) : NULL;

      place->region = keep (dump, region);
    }
}

/* A queue by its address: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME. */
static void
place_by_address (AwsDump *dump, AwsElement *element, const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", -1);
  g_autofree char *region = region_of_host (address);
  guint n = g_strv_length (parts);

  element->place.region = keep (dump, region);
  if (n >= 5)
    element->place.account = keep (dump, parts[n - 2]);
}

static void
place_by_itself (AwsDump *dump, AwsElement *element)
{
  const AwsKind *kind = element->kind;
  const char *text = kind->arn != NULL ? aws_path_text (
                         element->file->doc, element->node, kind->arn)
                                       : NULL;
  g_autofree char *arn = text != NULL ? aws_arn_clean (text) : NULL;

  element->has_arn = arn != NULL;
  if (arn != NULL)
    place_by_arn (dump, element, arn);
  else if (element->node->kind == BASE_NODE_STRING
           && strstr (element->node->text, "://") != NULL)
    place_by_address (dump, element, element->node->text);
  if (element->node->kind == BASE_NODE_MAP)
    place_by_keys (dump, element);
}

/* What several say: the one value, or that there are more. */
typedef struct
{
  const char *value;
  gboolean is_mixed;
} Vote;

static void
add_vote (Vote *vote, const char *value)
{
  if (value == NULL)
    return;
  if (vote->value != NULL && vote->value != value)
    vote->is_mixed = TRUE;
  vote->value = value;
}

static const char *
first_of (const char *first, const Vote *second, const char *third)
{
  if (first != NULL)
    return first;
  if (second->value != NULL && !second->is_mixed)
    return second->value;
  return third;
}

/* What the options and all elements together say of one that says nothing. */
static void
fill_places (AwsDump *dump, GHashTable *accounts, GHashTable *regions)
{
  Vote all_accounts = { NULL, FALSE };
  Vote all_regions = { NULL, FALSE };

  for (guint i = 0; i < dump->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (dump->elements, AwsElement,
                                                  i);

      add_vote (&all_accounts, element->place.account);
      add_vote (&all_regions, element->place.region);
    }
  for (guint i = 0; i < dump->elements->len; i++)
    {
      AwsElement *element = &g_array_index (dump->elements, AwsElement, i);
      const AwsFile *file = element->file;
      const char *form = element->kind->form != NULL ? element->kind->form : "";
      const char *account;
      const char *region;

      account = first_of (file->place.account,
                          g_hash_table_lookup (accounts, file),
                          dump->fallback.account);
      region = first_of (file->place.region,
                         g_hash_table_lookup (regions, file),
                         dump->fallback.region);
      if (element->place.account == NULL)
        element->place.account = first_of (account, &all_accounts, NULL);
      /* Buckets and what is global lie in no region of a folder. */
      if (element->place.region == NULL && !element->has_arn
          && aws_form_has_region (form))
        element->place.region = first_of (region, &all_regions, NULL);
    }
}

static Vote *
vote_of (GHashTable *votes, const AwsFile *file)
{
  Vote *vote = g_hash_table_lookup (votes, file);

  if (vote == NULL)
    {
      vote = g_new0 (Vote, 1);
      g_hash_table_insert (votes, (gpointer) file, vote);
    }
  return vote;
}

void
aws_place_elements (AwsDump *dump)
{
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (
      g_direct_hash, g_direct_equal, NULL, g_free);
  g_autoptr (GHashTable) regions = g_hash_table_new_full (
      g_direct_hash, g_direct_equal, NULL, g_free);

  for (guint i = 0; i < dump->elements->len; i++)
    {
      AwsElement *element = &g_array_index (dump->elements, AwsElement, i);

      place_by_itself (dump, element);
      add_vote (vote_of (accounts, element->file), element->place.account);
      add_vote (vote_of (regions, element->file), element->place.region);
    }
  fill_places (dump, accounts, regions);
}
