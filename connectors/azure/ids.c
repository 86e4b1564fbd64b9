/* SPDX-License-Identifier: EUPL-1.2
 *
 * Takes ids of Azure apart. Files, Resource Graph and the command line give
 * the same id in different letters, so that all is compared in lower case.
 */
#include "config.h"

#include "connectors/azure/ids.h"

#include <string.h>

#define SUBSCRIPTIONS "/subscriptions/"
#define GROUPS "/resourcegroups/"
#define PROVIDERS "/providers/"

static gboolean
begins_with (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

gboolean
azure_id_is (const char *text)
{
  if (begins_with (text, SUBSCRIPTIONS))
    return text[strlen (SUBSCRIPTIONS)] != '\0';
  return begins_with (text, PROVIDERS "microsoft.");
}

/* "https://name.vault.azure.net/keys/x/version" without its version. */
static char *
fold_address (const char *text)
{
  static const char *const types[] = { "keys", "secrets", "certificates",
                                       NULL };
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  if (!begins_with (text, "https://"))
    return NULL;
  folded = g_ascii_strdown (text, -1);
  if (strstr (folded, AZURE_VAULT_DOMAIN "/") == NULL)
    return NULL;
  parts = g_strsplit (folded, "/", 7);
  if (g_strv_length (parts) < 5 || parts[4][0] == '\0'
      || !g_strv_contains ((const char *const *) types, parts[3])
      || !g_str_has_suffix (parts[2], AZURE_VAULT_DOMAIN))
    return NULL;
  return g_strdup_printf ("https://%s/%s/%s", parts[2], parts[3], parts[4]);
}

char *
azure_id_fold (const char *text)
{
  char *folded;
  gsize length;

  if (!azure_id_is (text))
    return fold_address (text);
  folded = g_ascii_strdown (text, -1);
  length = strlen (folded);
  while (length > 1 && folded[length - 1] == '/')
    folded[--length] = '\0';
  return folded;
}

/* Behind the last "/providers/", or NULL. */
static const char *
find_provider (const char *id)
{
  const char *last = g_strrstr (id, PROVIDERS);

  return last != NULL ? last + strlen (PROVIDERS) : NULL;
}

char *
azure_id_get_type (const char *id)
{
  const char *provider = find_provider (id);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) type = NULL;
  guint n;

  if (id[0] != '/')
    {
      g_auto (GStrv) address = g_strsplit (id, "/", 6);

      return g_strdup_printf ("microsoft.keyvault/vaults/%s", address[3]);
    }
  if (provider == NULL)
    return g_strdup (strstr (id, GROUPS) != NULL
                         ? "microsoft.resources/resourcegroups"
                         : "microsoft.resources/subscriptions");
  parts = g_strsplit (provider, "/", -1);
  n = g_strv_length (parts);
  if (n < 3)
    return NULL;
  type = g_string_new (parts[0]);
  for (guint i = 1; i < n; i += 2)
    g_string_append_printf (type, "/%s", parts[i]);
  return g_string_free (g_steal_pointer (&type), FALSE);
}

static char *
part_behind (const char *id, const char *word)
{
  const char *at = strstr (id, word);

  if (at == NULL)
    return NULL;
  at += strlen (word);
  return at[0] != '\0' ? g_strndup (at, strcspn (at, "/")) : NULL;
}

char *
azure_id_get_subscription (const char *id)
{
  return part_behind (id, SUBSCRIPTIONS);
}

char *
azure_id_get_group (const char *id)
{
  return part_behind (id, GROUPS);
}

char *
azure_id_get_name (const char *id)
{
  const char *slash = strrchr (id, '/');

  return slash != NULL && slash[1] != '\0' ? g_strdup (slash + 1) : NULL;
}

char *
azure_id_get_parent (const char *id)
{
  const char *provider = find_provider (id);
  guint n_parts = 1;
  const char *cut;

  if (provider == NULL)
    return NULL;
  for (const char *at = provider; *at != '\0'; at++)
    n_parts += *at == '/' ? 1 : 0;
  if (n_parts > 3)
    {
      /* An odd end, such as a name that is missing, is cut alone. */
      cut = strrchr (id, '/');
      if (n_parts % 2 == 1)
        for (cut--; *cut != '/'; cut--)
          ;
      return g_strndup (id, (gsize) (cut - id));
    }
  /* An extension belongs to the resource before it. */
  cut = provider - strlen (PROVIDERS);
  if (cut == id || g_strstr_len (id, cut - id, PROVIDERS) == NULL)
    return NULL;
  return g_strndup (id, (gsize) (cut - id));
}

gboolean
azure_id_is_scope (const char *id)
{
  return id[0] == '/' && find_provider (id) == NULL;
}

gboolean
azure_id_is_platform (const char *id)
{
  const char *provider = find_provider (id);
  const char *slash = provider != NULL ? strchr (provider, '/') : NULL;

  if (slash == NULL)
    return FALSE;
  return g_str_has_prefix (slash, "/locations/")
         || g_str_has_prefix (provider, "microsoft.authorization/roledef");
}

char *
azure_id_make_record (const char *id)
{
  g_autoptr (GString) text = g_string_new ("azure");
  g_auto (GStrv) parts = NULL;
  guint first = 0;

  if (id[0] != '/')
    {
      g_string_append_printf (text, "/%s", id + strlen ("https://"));
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  parts = g_strsplit (id + 1, "/", -1);
  if (strcmp (parts[0], "subscriptions") == 0)
    first = 1;
  for (guint i = first; parts[i] != NULL; i++)
    {
      const char *part = parts[i];

      if (i == 2 && strcmp (part, "resourcegroups") == 0)
        continue;
      if (strcmp (part, "providers") == 0 && parts[i + 1] != NULL)
        {
          part = parts[++i];
          if (g_str_has_prefix (part, "microsoft."))
            part += strlen ("microsoft.");
        }
      g_string_append_printf (text, "/%s", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
