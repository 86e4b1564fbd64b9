/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names of Google Cloud: the full name that an inventory gives, the link of
 * an API, and paths that leave out the service or the project too.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <string.h>

#define API ".googleapis.com"

const char *
gcp_keep (GcpSet *set, const char *text)
{
  return g_string_chunk_insert_const (set->pool, text);
}

/* Behind "v1/", "v1beta2/", "compute/v1/"; the text itself without one. */
static const char *
skip_version (const char *path)
{
  const char *at = path;

  for (guint i = 0; i < 2; i++)
    {
      const char *slash = strchr (at, '/');

      if (at[0] == 'v' && g_ascii_isdigit (at[1]) && slash != NULL)
        return slash + 1;
      if (slash == NULL)
        break;
      at = slash + 1;
    }
  return path;
}

/* "https://www.googleapis.com/compute/v1/projects/..." and
 * "https://compute.googleapis.com/compute/v1/projects/...". */
static gboolean
split_link (const char *text, char **service_out, const char **path_out)
{
  const char *host;
  const char *slash;

  if (g_str_has_prefix (text, "https://"))
    host = text + strlen ("https://");
  else if (g_str_has_prefix (text, "http://"))
    host = text + strlen ("http://");
  else
    return FALSE;
  slash = strchr (host, '/');
  if (slash == NULL || slash - host <= (gssize) strlen (API)
      || strncmp (slash - strlen (API), API, strlen (API)) != 0)
    return FALSE;
  if (g_str_has_prefix (host, "www" API))
    {
      const char *end = strchr (slash + 1, '/');

      if (end == NULL)
        return FALSE;
      *service_out = g_strdup_printf ("%.*s" API, (gint) (end - slash - 1),
                                      slash + 1);
    }
  else
    *service_out = g_strndup (host, (gsize) (slash - host));
  *path_out = skip_version (slash + 1);
  return TRUE;
}

/* The path of a short spelling. (transfer full) (nullable) */
static char *
complete (const char *text, const char *project)
{
  static const char *const starts[] = { "global/", "zones/", "regions/",
                                        "locations/" };

  if (g_str_has_prefix (text, "projects/"))
    return g_strdup (text);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (project != NULL && g_str_has_prefix (text, starts[i]))
      return g_strdup_printf ("projects/%s/%s", project, text);
  return NULL;
}

/* Whether a path ends in a collection that the provider offers to all. */
static gboolean
is_offered (const char *path)
{
  static const char *const collections[] = { "machineTypes",
                                             "diskTypes",
                                             "acceleratorTypes",
                                             "zones",
                                             "regions",
                                             "licenses",
                                             "instanceConfigs",
                                             "locations",
                                             "projects",
                                             "nodeTypes",
                                             "zoneOperations",
                                             "operations",
                                             NULL };
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);

  if (n < 2 || g_strv_contains (collections, parts[n - 2]))
    return TRUE;
  /* Images of the makers of systems stand in projects of their own. */
  return n > 3 && strcmp (parts[0], "projects") == 0
         && g_str_has_suffix (parts[1], "-cloud")
         && strstr (path, "/images/") != NULL;
}

gboolean
gcp_split (GcpSet *set,
           const char *text,
           const char *project,
           const char **service_out,
           const char **path_out)
{
  g_autofree char *service = NULL;
  g_autofree char *path = NULL;
  const char *rest = NULL;
  const char *slash;

  if (strlen (text) > 1024 || strpbrk (text, " \t\r\n{}\"'") != NULL)
    return FALSE;
  slash = strchr (text, '/');
  if (g_str_has_prefix (text, "//"))
    {
      slash = strchr (text + 2, '/');
      if (slash == NULL || slash[1] == '\0')
        return FALSE;
      service = g_strndup (text + 2, (gsize) (slash - text - 2));
      path = g_strdup (slash + 1);
    }
  else if (split_link (text, &service, &rest))
    path = complete (rest, project);
  else if (slash != NULL && slash - text > (gssize) strlen (API)
           && strncmp (slash - strlen (API), API, strlen (API)) == 0)
    {
      service = g_strndup (text, (gsize) (slash - text));
      path = g_strdup (slash + 1);
    }
  else
    path = complete (text, project);
  if (path == NULL || (text[0] != '/' && is_offered (path)))
    return FALSE;
  /* A key is meant, whichever version of it. */
  rest = strstr (path, "/cryptoKeyVersions/");
  if (rest != NULL)
    path[(gsize) (rest - path)] = '\0';
  *service_out = service != NULL ? gcp_keep (set, service) : NULL;
  *path_out = gcp_keep (set, path);
  return TRUE;
}

char *
gcp_project_of (const char *path)
{
  const char *at;

  if (!g_str_has_prefix (path, "projects/"))
    return NULL;
  at = path + strlen ("projects/");
  return g_strndup (at, strcspn (at, "/"));
}

char *
gcp_name_project (const GcpSet *set, const char *path)
{
  g_autofree char *number = gcp_project_of (path);
  const char *id = number != NULL ? g_hash_table_lookup (set->numbers, number)
                                  : NULL;

  if (id == NULL)
    return g_strdup (path);
  return g_strdup_printf ("projects/%s%s", id,
                          path + strlen ("projects/") + strlen (number));
}

const char *
gcp_service_of (const char *path)
{
  static const struct
  {
    const char *collection;
    const char *service;
  } services[] = {
    { "/cryptoKeys/", "cloudkms.googleapis.com" },
    { "/keyRings/", "cloudkms.googleapis.com" },
    { "/topics/", "pubsub.googleapis.com" },
    { "/subscriptions/", "pubsub.googleapis.com" },
    { "/secrets/", "secretmanager.googleapis.com" },
    { "/clusters/", "container.googleapis.com" },
    { "/connectors/", "vpcaccess.googleapis.com" },
    { "/datasets/", "bigquery.googleapis.com" },
    { "/serviceAccounts/", "iam.googleapis.com" },
    { "/repositories/", "artifactregistry.googleapis.com" },
    { "/services/", "run.googleapis.com" },
    { "/functions/", "cloudfunctions.googleapis.com" },
    { "/global/", "compute.googleapis.com" },
    { "/zones/", "compute.googleapis.com" },
    { "/regions/", "compute.googleapis.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    if (strstr (path, services[i].collection) != NULL)
      return services[i].service;
  return NULL;
}

/* "gcp/P/compute/zones/Z/instances/I"; what has no project in its name has
 * its service first: "gcp/storage/NAME". */
char *
gcp_make_record (const char *key)
{
  const char *slash = strchr (key, '/');
  g_autofree char *service = g_strndup (
      key, slash != NULL ? (gsize) (slash - key) : strlen (key));
  const char *path = slash != NULL ? slash + 1 : "";
  g_autofree char *project = gcp_project_of (path);

  if (g_str_has_suffix (service, API))
    service[strlen (service) - strlen (API)] = '\0';
  if (project == NULL)
    return g_strdup_printf ("gcp/%s/%s", service, path);
  path += strlen ("projects/") + strlen (project);
  return g_strdup_printf ("gcp/%s/%s%s", project, service, path);
}
