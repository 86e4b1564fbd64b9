/* SPDX-License-Identifier: EUPL-1.2
 *
 * Rows of usage reports and of the list of licences. Column names are those
 * of the reports of Microsoft Graph (getMailboxUsageDetail,
 * getSharePointSiteUsageDetail, getOneDriveUsageAccountDetail), which the
 * admin centre exports too.
 */
#include "config.h"

#include "connectors/m365/report.h"

#include "connectors/common/secrets.h"

#include <string.h>

static const char *const user_names[] = { "User Principal Name", NULL };
static const char *const owner_names[] = { "Owner Principal Name", NULL };
static const char *const url_names[] = { "Site URL", NULL };
static const char *const id_names[] = { "Site Id", NULL };
static const char *const template_names[] = { "Root Web Template", NULL };
static const char *const view_names[] = { "Page View Count", NULL };
static const char *const day_names[] = { "Report Refresh Date", NULL };
static const char *const deleted_names[] = { "Is Deleted", NULL };
static const char *const storage_names[] = { "Storage Used", NULL };
static const char *const item_names[] = { "Item Count", NULL };
static const char *const file_names[] = { "File Count", NULL };
static const char *const type_names[] = { "Recipient Type", NULL };
static const char *const department_names[] = { "Department", "Afdeling",
                                                NULL };
static const char *const product_names[] = { "Product Title", "Product name",
                                             "Product", NULL };
static const char *const total_names[] = { "Total Licenses", "Total licences",
                                           NULL };
static const char *const assigned_names[] = { "Assigned licenses",
                                              "Assigned licences", NULL };

static gboolean
has (const ConnectorsSheet *sheet, const char *const *names)
{
  return connectors_sheet_find (sheet, names) != UITWEG_NONE;
}

M365Kind
m365_kind_of (const ConnectorsSheet *sheet)
{
  if (has (sheet, product_names) && has (sheet, assigned_names)
      && has (sheet, total_names))
    return M365_LICENCES;
  if (!has (sheet, storage_names) || !has (sheet, day_names))
    return M365_NONE;
  if (has (sheet, user_names) && has (sheet, item_names))
    return M365_MAILBOXES;
  if (!has (sheet, file_names))
    return M365_NONE;
  if (has (sheet, template_names) || has (sheet, view_names))
    return M365_SITES;
  return has (sheet, owner_names) || has (sheet, url_names) ? M365_ACCOUNTS
                                                            : M365_NONE;
}

void
m365_item_free (gpointer data)
{
  M365Item *item = data;

  g_free (item->department);
  g_free (item);
}

static const char *
get_text (ConnectorsSheet *sheet, const char *const *names)
{
  return connectors_sheet_get_text (sheet,
                                    connectors_sheet_find (sheet, names));
}

static gint64
get_count (ConnectorsSheet *sheet, const char *const *names)
{
  const guint32 column = connectors_sheet_find (sheet, names);

  if (connectors_sheet_get_text (sheet, column) == NULL)
    return UITWEG_UNKNOWN;
  return MAX (connectors_sheet_get_int (sheet, column), UITWEG_UNKNOWN);
}

/* What tells an item from all others: a user, or a site. (transfer full)
 * (nullable) */
static char *
get_key (M365Run *run, M365Kind kind, ConnectorsSheet *sheet)
{
  const char *name = kind == M365_MAILBOXES ? get_text (sheet, user_names)
                                            : get_text (sheet, id_names);
  g_autofree char *folded = NULL;

  if (name == NULL && kind != M365_MAILBOXES)
    name = get_text (sheet, url_names);
  if (name == NULL && kind == M365_ACCOUNTS)
    name = get_text (sheet, owner_names);
  if (name == NULL)
    return NULL;
  run->n_concealed += kind == M365_MAILBOXES && strchr (name, '@') == NULL;
  folded = g_utf8_strdown (name, -1);
  return g_strdup_printf ("%d %s", (int) kind, folded);
}

/* Whether a row of the report of sites is somebody's own. */
static gboolean
is_personal_site (ConnectorsSheet *sheet)
{
  const char *url = get_text (sheet, url_names);
  const char *template = get_text (sheet, template_names);

  return (url != NULL
          && (strstr (url, "-my.sharepoint.") != NULL
              || strstr (url, "/personal/") != NULL))
         || (template != NULL
             && (g_str_has_prefix (template, "SPSPERS")
                 || strstr (template, "My Site") != NULL));
}

static gboolean
is_newer (const M365Item *a, const M365Item *b)
{
  if (a->day != b->day)
    return a->day > b->day;
  if (a->bytes != b->bytes)
    return a->bytes > b->bytes;
  if (a->objects != b->objects)
    return a->objects > b->objects;
  return strcmp (a->department, b->department) > 0;
}

static void
read_usage (M365Run *run, M365Kind kind, ConnectorsSheet *sheet)
{
  const gboolean is_own = kind == M365_SITES && is_personal_site (sheet);
  const M365Kind meant = is_own ? M365_ACCOUNTS : kind;
  const char *deleted = get_text (sheet, deleted_names);
  const char *type = get_text (sheet, type_names);
  g_autofree char *department = connectors_clean_public (
      get_text (sheet, department_names));
  char *key = get_key (run, meant, sheet);
  M365Item *item;
  const M365Item *known;

  if (deleted != NULL && g_ascii_strcasecmp (deleted, "true") == 0)
    {
      run->n_deleted++;
      g_free (key);
      return;
    }
  item = g_new0 (M365Item, 1);
  item->kind = meant;
  item->day = connectors_sheet_get_day (
      sheet, connectors_sheet_find (sheet, day_names));
  item->bytes = get_count (sheet, storage_names);
  item->objects = get_count (sheet,
                             kind == M365_MAILBOXES ? item_names : file_names);
  item->department = department != NULL ? g_steal_pointer (&department)
                                        : g_strdup ("");
  item->is_shared = type != NULL && g_ascii_strncasecmp (type, "user", 4) != 0;
  run->newest = MAX (run->newest, item->day);
  if (key == NULL)
    key = g_strdup_printf ("- %u", run->n_unnamed++);
  known = g_hash_table_lookup (run->items, key);
  run->n_repeated += known != NULL;
  if (known == NULL || is_newer (item, known))
    g_hash_table_replace (run->items, key, item);
  else
    {
      g_free (key);
      m365_item_free (item);
    }
}

static void
read_licence (M365Run *run, ConnectorsSheet *sheet)
{
  g_autofree char *name = connectors_clean_public (
      get_text (sheet, product_names));
  const gint64 assigned = get_count (sheet, assigned_names);
  guint known;

  if (name == NULL || assigned < 0 || assigned >= G_MAXINT32)
    {
      connectors_sheet_note (sheet, "found a licence without a name or a "
                                    "number, expected both");
      return;
    }
  known = GPOINTER_TO_UINT (g_hash_table_lookup (run->products, name));
  run->n_repeated += known > 0;
  g_hash_table_replace (run->products, g_steal_pointer (&name),
                        GUINT_TO_POINTER (MAX (known, (guint) assigned + 1)));
}

gboolean
m365_read_sheet (M365Run *run,
                 M365Kind kind,
                 ConnectorsSheet *sheet,
                 GError **error)
{
  g_autoptr (GError) reason = NULL;

  run->n_sheets[kind]++;
  while (connectors_sheet_next (sheet, &reason))
    {
      if (kind == M365_LICENCES)
        read_licence (run, sheet);
      else
        read_usage (run, kind, sheet);
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
