/* SPDX-License-Identifier: EUPL-1.2
 *
 * Domains from the files that `virsh dumpxml` writes: no daemon is needed,
 * and what only a daemon knows (sizes of disks, states) stays unknown.
 */
#include "config.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"
#include "connectors/libvirt/domain.h"

#include <string.h>

/* Folders that wait to be read, and files in all. */
#define MAX_FOLDERS 1000
#define MAX_FILES 100000

static const UitwegConnectorOption options[] = {
  { "host", NULL, "name of the host that the domains run on" },
  { "provider", "premises", "id of the provider or party that runs it" },
  { "region", NULL, "country code of the host" },
  { NULL, NULL, NULL },
};

typedef struct
{
  GPtrArray *files;   /* paths, in order */
  GPtrArray *skipped; /* files of folders that hold something else */
  GPtrArray *bad;     /* files of folders and what is wrong with them */
  GPtrArray *domains;
  GPtrArray *digests; /* of each file, NULL where it was not read */
  ConnectorsSource *source;
} Reading;

static gboolean
set_input_error (GError **error, const char *path, const char *reason)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT, "%s: %s", path, reason);
  return FALSE;
}

/* Appends the XML files below `path`, sorted at each level; folders that wait
 * stand in a stack, so that depth is data. */
static gboolean
walk (GPtrArray *files, const char *path, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  gsize first = files->len;

  g_ptr_array_add (folders, g_strdup (path));
  while (folders->len > 0)
    {
      g_autofree char *folder = g_ptr_array_steal_index (folders,
                                                         folders->len - 1);
      g_autoptr (GError) reason = NULL;
      g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
      const char *name;

      if (dir == NULL)
        return set_input_error (error, folder, reason->message);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_build_filename (folder, name, NULL);

          if (g_file_test (below, G_FILE_TEST_IS_DIR))
            {
              if (!g_file_test (below, G_FILE_TEST_IS_SYMLINK)
                  && folders->len < MAX_FOLDERS)
                g_ptr_array_add (folders, g_steal_pointer (&below));
            }
          else if (g_str_has_suffix (name, ".xml"))
            g_ptr_array_add (files, g_steal_pointer (&below));
          if (files->len > MAX_FILES)
            return set_input_error (error, path,
                                    "found more than 100000 files, expected "
                                    "a folder of domains");
        }
    }
  if (files->len > first + 1)
    qsort (files->pdata + first, files->len - first, sizeof (gpointer),
           connectors_compare_texts);
  return TRUE;
}

static gboolean
list_files (const UitwegCollectRequest *request,
            GPtrArray *files,
            GError **error)
{
  for (gsize i = 0; request->paths[i] != NULL; i++)
    {
      guint first = files->len;

      if (!g_file_test (request->paths[i], G_FILE_TEST_IS_DIR))
        g_ptr_array_add (files, g_strdup (request->paths[i]));
      else if (!walk (files, request->paths[i], error))
        return FALSE;
      else if (files->len == first)
        return set_input_error (error, request->paths[i],
                                "found no file NAME.xml, expected at least "
                                "one");
    }
  return TRUE;
}

static gboolean
read_file (Reading *reading,
           const char *path,
           gboolean *is_other_out,
           GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (LibvirtDomain) domain = NULL;
  gsize length = 0;

  if (connectors_read_file (path, LIBVIRT_MAX_XML, &contents, &length, &sha256,
                            error))
    domain = libvirt_domain_parse (path, contents, length, is_other_out, error);
  g_ptr_array_add (reading->digests, g_steal_pointer (&sha256));
  if (domain == NULL)
    return FALSE;
  g_ptr_array_add (reading->domains, g_steal_pointer (&domain));
  return TRUE;
}

static void
free_domain (gpointer domain)
{
  libvirt_domain_free (domain);
}

/* The same files give the same id, wherever they stand. */
static char *
make_source_id (const Reading *reading, const char *host)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *digest = NULL;

  for (guint i = 0; i < reading->digests->len; i++)
    {
      const char *sha256 = g_ptr_array_index (reading->digests, i);

      if (sha256 != NULL)
        g_checksum_update (sum, (const guchar *) sha256, -1);
    }
  digest = g_strndup (g_checksum_get_string (sum), 12);
  return g_strdup_printf ("libvirt-xml/%s/%s",
                          host != NULL ? host : "unknown-host", digest);
}

static char *
find_no_disk (const LibvirtDisk *disk, gpointer data)
{
  return NULL;
}

static void
count_key (GHashTable *keys, const char *key)
{
  guint n;

  if (key == NULL)
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (keys, key));
  g_hash_table_insert (keys, g_strdup (key), GUINT_TO_POINTER (n + 1));
}

static gboolean
is_repeated (GHashTable *keys, const char *key)
{
  return key != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (keys, key)) > 1;
}

/* Says how often each key occurs that several domains have, in order. */
static void
note_collisions (Reading *reading, const char *what, GHashTable *keys)
{
  g_autoptr (GList) sorted = g_hash_table_get_keys (keys);

  sorted = g_list_sort (sorted, (GCompareFunc) (void (*) (void)) strcmp);
  for (const GList *at = sorted; at != NULL; at = at->next)
    if (is_repeated (keys, at->data))
      connectors_source_add_note (
          reading->source, what,
          "%u domains have %s %s: not merged, not "
          "kept as identity",
          GPOINTER_TO_UINT (g_hash_table_lookup (keys, at->data)), what,
          (const char *) at->data);
}

/* A key that several domains have does not tell them apart, and must not let
 * them be merged with each other or with anything else. */
static void
drop_repeated_macs (LibvirtDomain *domain, GHashTable *macs)
{
  for (guint i = 0; i < domain->nics->len; i++)
    {
      LibvirtInterface *nic = g_ptr_array_index (domain->nics, i);

      if (is_repeated (macs, nic->mac))
        g_clear_pointer (&nic->mac, g_free);
    }
}

static void
note_unknown_sizes (Reading *reading)
{
  guint n = 0;

  for (guint i = 0; i < reading->domains->len; i++)
    {
      const LibvirtDomain *domain = g_ptr_array_index (reading->domains, i);

      n += domain->disks->len - domain->n_removable;
    }
  if (n > 0)
    connectors_source_add_problem (reading->source, "disk sizes", 0,
                                   "%u disks of unknown size: domain XML "
                                   "does not say it",
                                   n);
}

static void
add_records (Reading *reading,
             const UitwegCollectRequest *request,
             const LibvirtPlace *place)
{
  g_autoptr (GHashTable)
      uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
      names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
      macs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = libvirt_name_guests (place, reading->domains);

  for (guint i = 0; i < reading->domains->len; i++)
    {
      const LibvirtDomain *domain = g_ptr_array_index (reading->domains, i);

      count_key (uuids, domain->uuid);
      count_key (names, domain->name);
      for (guint n = 0; n < domain->nics->len; n++)
        count_key (
            macs,
            ((LibvirtInterface *) g_ptr_array_index (domain->nics, n))->mac);
    }
  note_collisions (reading, "name", names);
  note_collisions (reading, "uuid", uuids);
  note_collisions (reading, "mac", macs);

  for (guint i = 0; i < reading->domains->len; i++)
    {
      LibvirtDomain *domain = g_ptr_array_index (reading->domains, i);
      const LibvirtGuest guest = { .domain = domain,
                                   .id = g_ptr_array_index (ids, i),
                                   .uuid = is_repeated (uuids, domain->uuid)
                                               ? NULL
                                               : domain->uuid,
                                   .origin = "libvirt-xml.domain",
                                   .grade = UITWEG_GRADE_DOCUMENTED };

      drop_repeated_macs (domain, macs);
      libvirt_add_guest (reading->source, place, &guest, find_no_disk, NULL);
      connectors_progress (request, "domains", i + 1, reading->domains->len);
    }
  libvirt_bind_guests (reading->source, place, reading->domains, ids);
}

static gboolean
is_named (const UitwegCollectRequest *request, const char *path)
{
  return g_strv_contains (request->paths, path);
}

/* A file that was named must be a domain; one that a folder holds costs
 * itself alone. */
static gboolean
read_files (Reading *reading,
            const UitwegCollectRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < reading->files->len; i++)
    {
      const char *path = g_ptr_array_index (reading->files, i);
      gboolean is_other = FALSE;
      g_autoptr (GError) reason = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (read_file (reading, path, &is_other, &reason))
        continue;
      if (is_named (request, path))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (is_other)
        g_ptr_array_add (reading->skipped, (gpointer) path);
      else
        {
          g_ptr_array_add (reading->bad, g_strdup (path));
          g_ptr_array_add (reading->bad, g_strdup (reason->message));
        }
    }
  if (reading->domains->len == 0)
    return set_input_error (error, g_ptr_array_index (reading->files, 0),
                            "found no libvirt domain here or in what follows");
  return TRUE;
}

static void
describe_source (Reading *reading,
                 const UitwegCollectRequest *request,
                 const LibvirtPlace *place)
{
  g_autofree char *asked = g_strjoinv (" ", (char **) request->paths);

  connectors_source_set_asked (reading->source, asked);
  for (guint i = 0; i < reading->files->len; i++)
    if (g_ptr_array_index (reading->digests, i) != NULL)
      connectors_source_add_file (reading->source,
                                  g_ptr_array_index (reading->files, i),
                                  g_ptr_array_index (reading->digests, i));
  for (guint i = 0; i < reading->skipped->len; i++)
    connectors_source_add_note (reading->source,
                                g_ptr_array_index (reading->skipped, i),
                                "left out: it is no domain");
  for (guint i = 0; i + 1 < reading->bad->len; i += 2)
    connectors_source_add_problem (
        reading->source, g_ptr_array_index (reading->bad, i), 1, "%s",
        (const char *) g_ptr_array_index (reading->bad, i + 1));
  if (place->host == NULL)
    connectors_source_add_problem (reading->source, "host", 0,
                                   "the host is not known: give --host");
  note_unknown_sizes (reading);
  connectors_source_add_count (reading->source, "domains",
                               reading->domains->len);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) skipped = g_ptr_array_new ();
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (free_domain);
  g_autoptr (ConnectorsSource) source = NULL;
  g_autofree char *id = NULL;
  LibvirtPlace place = { NULL, NULL, NULL };
  Reading reading = { .files = files,
                      .digests = digests,
                      .domains = domains,
                      .skipped = skipped,
                      .bad = bad };

  if (!connectors_check_options (&connectors_libvirt_xml, request, error)
      || !list_files (request, files, error)
      || !read_files (&reading, request, cancellable, error))
    return FALSE;

  place.host = connectors_get_option (&connectors_libvirt_xml, request, "host");
  place.provider = connectors_get_option (&connectors_libvirt_xml, request,
                                          "provider");
  place.region = connectors_get_option (&connectors_libvirt_xml, request,
                                        "region");
  id = make_source_id (&reading, place.host);
  source = connectors_source_new ("libvirt-xml", id, request, builder);
  reading.source = source;
  describe_source (&reading, request, &place);
  add_records (&reading, request, &place);
  connectors_source_finish (source);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  if (sample->form != CONNECTORS_FORM_XML
      || g_strcmp0 (sample->root, "domain") != 0
      || sample->root_namespace != NULL)
    return CONNECTORS_NOT_MINE;
  *what_out = "libvirt domain";
  return strstr (sample->text, "<devices") != NULL
                 || strstr (sample->text, "<memory") != NULL
             ? CONNECTORS_CERTAIN
             : CONNECTORS_LIKELY;
}

const UitwegConnector connectors_libvirt_xml = {
  .api = UITWEG_CONNECTOR_API,
  .name = "libvirt-xml",
  .summary = "domains from the files that virsh dumpxml writes",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
