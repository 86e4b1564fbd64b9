/* SPDX-License-Identifier: EUPL-1.2
 *
 * ARNs, and the ids of records, which follow from them: what names a thing by
 * its ARN finds it, in whatever file or source it is defined.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include <string.h>

/* Services whose ARNs lack the region, the account or both. */
static const struct
{
  const char *form;
  gboolean region;
  gboolean account;
} scopes[] = {
  { "s3:", FALSE, FALSE },        { "route53:", FALSE, FALSE },
  { "iam:", FALSE, TRUE },        { "cloudfront:", FALSE, TRUE },
  { "ec2:image/", TRUE, FALSE },  { "ec2:snapshot/", TRUE, FALSE },
  { "apigateway:", TRUE, FALSE },
};

static const struct
{
  const char *prefix;
  const char *form;
} prefixes[] = {
  { "i-", "ec2:instance/" },
  { "vol-", "ec2:volume/" },
  { "eni-", "ec2:network-interface/" },
  { "sg-", "ec2:security-group/" },
  { "subnet-", "ec2:subnet/" },
  { "vpc-", "ec2:vpc/" },
  { "ami-", "ec2:image/" },
  { "snap-", "ec2:snapshot/" },
  { "rtb-", "ec2:route-table/" },
  { "igw-", "ec2:internet-gateway/" },
  { "eigw-", "ec2:egress-only-internet-gateway/" },
  { "nat-", "ec2:natgateway/" },
  { "vpce-", "ec2:vpc-endpoint/" },
  { "pcx-", "ec2:vpc-peering-connection/" },
  { "tgw-", "ec2:transit-gateway/" },
  { "vgw-", "ec2:vpn-gateway/" },
  { "vpn-", "ec2:vpn-connection/" },
  { "acl-", "ec2:network-acl/" },
  { "eipalloc-", "ec2:elastic-ip/" },
  { "lt-", "ec2:launch-template/" },
  { "fs-", "elasticfilesystem:file-system/" },
};

/* Where the sixth part of an ARN begins, or NULL. */
static const char *
resource_of (const char *arn)
{
  if (!g_str_has_prefix (arn, "arn:"))
    return NULL;
  for (guint i = 0; i < 5; i++)
    {
      arn = strchr (arn, ':');
      if (arn == NULL)
        return NULL;
      arn++;
    }
  return arn[0] != '\0' ? arn : NULL;
}

char *
aws_arn_part (const char *arn, guint n)
{
  g_auto (GStrv) parts = g_strsplit (arn, ":", 7);

  if (g_strv_length (parts) < 6 || strcmp (parts[0], "arn") != 0
      || parts[n][0] == '\0')
    return NULL;
  return g_strdup (parts[n]);
}

/* Cuts `text` before the `n`th of the characters `stop`, from 1. */
static void
cut_before (char *text, char stop, guint n)
{
  for (char *at = text; *at != '\0'; at++)
    if (*at == stop && --n == 0)
      {
        *at = '\0';
        return;
      }
}

/* What stands behind the name of the thing itself. */
static void
cut_details (const char *service, char *resource)
{
  if (strcmp (service, "lambda") == 0
      && g_str_has_prefix (resource, "function:"))
    cut_before (resource, ':', 2);
  else if (strcmp (service, "lambda") == 0
           && g_str_has_prefix (resource, "layer:"))
    cut_before (resource, ':', 2);
  else if (strcmp (service, "logs") == 0)
    {
      char *end = strstr (resource, ":log-stream:");

      if (end != NULL)
        *end = '\0';
      if (g_str_has_suffix (resource, ":*"))
        resource[strlen (resource) - 2] = '\0';
    }
  else if (strcmp (service, "secretsmanager") == 0)
    cut_before (resource, ':', 2);
  else if (strcmp (service, "dynamodb") == 0)
    cut_before (resource, '/', 2);
  else if (strcmp (service, "s3") == 0)
    cut_before (resource, '/', 1);
}

char *
aws_arn_clean (const char *text)
{
  g_autofree char *service = NULL;
  char *clean;

  if (resource_of (text) == NULL || strlen (text) > 2000)
    return NULL;
  service = aws_arn_part (text, 2);
  if (service == NULL)
    return NULL;
  clean = connectors_clean (text);
  cut_details (service, (char *) resource_of (clean));
  if (resource_of (clean) != NULL)
    return clean;
  g_free (clean);
  return NULL;
}

/* How much of a resource part is the form: up to the last '/' or ':' before
 * the id. Names of logs, alarms and secrets hold such signs themselves. */
static gsize
form_length (const char *resource)
{
  gsize first = strcspn (resource, "/:");

  if (resource[0] == '/')
    {
      const char *second = strchr (resource + 1, '/');

      return second != NULL ? (gsize) (second - resource) + 1 : 1;
    }
  return resource[first] != '\0' ? first + 1 : 0;
}

char *
aws_arn_form (const char *arn)
{
  const char *resource = resource_of (arn);
  g_autofree char *service = aws_arn_part (arn, 2);
  g_autofree char *start = g_strndup (resource, form_length (resource));

  return g_strdup_printf ("%s:%s", service != NULL ? service : "", start);
}

const char *
aws_arn_bare (const char *arn)
{
  const char *resource = resource_of (arn);

  return resource + form_length (resource);
}

static void
get_scope (const char *form, gboolean *region_out, gboolean *account_out)
{
  *region_out = *account_out = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_str_has_prefix (form, scopes[i].form))
      {
        *region_out = scopes[i].region;
        *account_out = scopes[i].account;
      }
}

gboolean
aws_form_has_region (const char *form)
{
  gboolean region;
  gboolean account;

  get_scope (form, &region, &account);
  return region;
}

static const char *
partition_of (const char *region)
{
  if (region == NULL)
    return "aws";
  if (g_str_has_prefix (region, "cn-"))
    return "aws-cn";
  if (g_str_has_prefix (region, "us-gov-"))
    return "aws-us-gov";
  return g_str_has_prefix (region, "eusc-") ? "aws-eusc" : "aws";
}

char *
aws_arn_make (const char *form, const char *id, const AwsPlace *place)
{
  const char *colon = strchr (form, ':');
  gboolean region;
  gboolean account;

  get_scope (form, &region, &account);
  if ((region && place->region == NULL) || (account && place->account == NULL))
    return NULL;
  return g_strdup_printf ("arn:%s:%.*s:%s:%s:%s%s",
                          partition_of (place->region), (int) (colon - form),
                          form, region ? place->region : "",
                          account ? place->account : "", colon + 1, id);
}

const char *
aws_form_of_prefix (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (id, prefixes[i].prefix))
      return prefixes[i].form;
  return NULL;
}

char *
aws_id_make (const char *form, const char *id, const AwsPlace *place)
{
  const char *colon = strchr (form, ':');
  g_autofree char *service = g_strndup (form, (gsize) (colon - form));
  g_autoptr (GString) text = g_string_new ("aws");
  gboolean region;
  gboolean account;

  get_scope (form, &region, &account);
  if (account && place->account != NULL)
    g_string_append_printf (text, "/%s", place->account);
  if (region && place->region != NULL)
    g_string_append_printf (text, "/%s", place->region);
  /* "i-0…" says by itself what it is. */
  if (strcmp (service, "ec2") == 0
      && g_strcmp0 (aws_form_of_prefix (id), form) == 0)
    g_string_append_printf (text, "/%s", id);
  else
    g_string_append_printf (text, "/%s/%s%s", service,
                            colon[1] == '/' ? colon + 2 : colon + 1, id);
  return connectors_make_id ("%s", text->str);
}

char *
aws_id_of_arn (const char *arn)
{
  g_autofree char *form = aws_arn_form (arn);
  g_autofree char *account = aws_arn_part (arn, 4);
  g_autofree char *region = aws_arn_part (arn, 3);
  const AwsPlace place = { account, region };

  return aws_id_make (form, aws_arn_bare (arn), &place);
}

gboolean
aws_is_account (const char *text)
{
  return strlen (text) == 12 && text[strspn (text, "0123456789")] == '\0';
}

gboolean
aws_is_region (const char *text)
{
  gsize length = strlen (text);
  guint n_dashes = 0;

  if (length < 8 || length > 20 || !g_ascii_isdigit (text[length - 1])
      || text[length - 2] != '-')
    return FALSE;
  for (gsize i = 0; i < length - 1; i++)
    {
      if (text[i] == '-')
        n_dashes++;
      else if (!g_ascii_islower (text[i]))
        return FALSE;
    }
  return n_dashes >= 2;
}
