/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads one libvirt host, read-only: host, networks, storage and guests. It
 * knows nothing of graphs or plans. A call that fails costs what it would
 * have told, and is noted; so does a daemon that is absent or goes away.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/libvirt/host.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

static const UitwegConnectorOption options[] = {
  { "uri", "qemu:///system", "connection URI of the host to read" },
  { "host", NULL, "name of the host in ids; fallback: what it says itself" },
  { "provider", "premises", "id of the provider or party that runs it" },
  { "region", NULL, "country code of the host" },
  { NULL, NULL, NULL },
};

/* The address without user, password and query, which may hold secrets. */
static char *
describe_uri (GUri *uri)
{
  g_autofree char *shown = g_uri_join (
      G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
      g_uri_get_port (uri), g_uri_get_path (uri), NULL, NULL);

  /* "test:/default" is "test:///default" to libvirt. */
  if (g_uri_get_host (uri) == NULL
      && g_str_has_prefix (g_uri_get_path (uri), "/"))
    return g_strdup_printf ("%s://%s", g_uri_get_scheme (uri),
                            g_uri_get_path (uri));
  return g_steal_pointer (&shown);
}

static GUri *
parse_uri (const char *text, GError **error)
{
  GUri *uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL)
    g_set_error (error, UITWEG_CONNECTOR_ERROR,
                 (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                 "libvirt: found --uri without a scheme or with a slip, "
                 "expected a libvirt URI such as qemu:///system");
  return uri;
}

/* The name of the host: as asked, as it says, or as its address has it. */
static char *
find_host_name (const UitwegCollectRequest *request,
                virConnectPtr connection,
                GUri *uri)
{
  const char *given = connectors_get_option (&connectors_libvirt, request,
                                             "host");
  char *said = NULL;
  g_autofree char *name = NULL;

  if (given == NULL && connection != NULL)
    said = virConnectGetHostname (connection);
  if (given == NULL && said == NULL)
    given = g_uri_get_host (uri);
  name = connectors_clean (given != NULL ? given : said);
  free (said); /* from malloc(), not g_malloc() */
  return name != NULL ? g_steal_pointer (&name) : g_strdup ("localhost");
}

/* libvirt prints each error a second time on standard error if it may. */
static void
keep_silent (void *data, virErrorPtr error)
{
}

/* A daemon that dies leaves a socket that nobody reads: writing to it raises
 * SIGPIPE, which would end the whole program where an error is wanted. The
 * signal is held back for this thread while libvirt works, and one that came
 * of it is taken away, so that nothing outside sees a difference. */
static void
hold_pipe_signal (sigset_t *before_out)
{
  sigset_t pipe_signal;

  sigemptyset (&pipe_signal);
  sigaddset (&pipe_signal, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe_signal, before_out);
}

static void
release_pipe_signal (const sigset_t *before)
{
  const struct timespec now = { 0, 0 };
  sigset_t pipe_signal;

  sigemptyset (&pipe_signal);
  sigaddset (&pipe_signal, SIGPIPE);
  while (!sigismember (before, SIGPIPE)
         && sigtimedwait (&pipe_signal, NULL, &now) > 0)
    ;
  pthread_sigmask (SIG_SETMASK, before, NULL);
}

static ConnectorsSource *
new_source (const UitwegCollectRequest *request,
            UitwegEstateBuilder *builder,
            const char *host,
            GUri *uri)
{
  ConnectorsSource *source;
  g_autofree char *id = NULL;
  g_autofree char *asked = describe_uri (uri);

  if (request->collected_at != NULL)
    id = g_strdup_printf ("libvirt/%s/%.10s", host, request->collected_at);
  else
    id = g_strdup_printf ("libvirt/%s", host);
  source = connectors_source_new ("libvirt", id, request, builder);
  connectors_source_set_asked (source, asked);
  return source;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  const char *address;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (ConnectorsSource) source = NULL;
  g_autofree char *host = NULL;
  virConnectPtr connection;
  sigset_t before;
  gboolean ok = TRUE;

  if (!connectors_check_options (&connectors_libvirt, request, error))
    return FALSE;
  address = connectors_get_option (&connectors_libvirt, request, "uri");
  uri = parse_uri (address, error);
  if (uri == NULL)
    return FALSE;

  hold_pipe_signal (&before);
  virSetErrorFunc (NULL, keep_silent);
  connection = virConnectOpenReadOnly (address);
  host = find_host_name (request, connection, uri);
  source = new_source (request, builder, host, uri);
  if (connection == NULL)
    connectors_source_add_problem (source, "virConnectOpenReadOnly", 0, "%s",
                                   virGetLastErrorMessage ());
  else
    {
      const LibvirtPlace place = {
        .host = host,
        .provider = connectors_get_option (&connectors_libvirt, request,
                                           "provider"),
        .region = connectors_get_option (&connectors_libvirt, request, "region")
      };

      ok = libvirt_host_collect (connection, request, source, &place,
                                 cancellable, error);
      virConnectClose (connection);
    }
  release_pipe_signal (&before);
  if (ok)
    connectors_source_finish (source);
  return ok;
}

const UitwegConnector connectors_libvirt = {
  .api = UITWEG_CONNECTOR_API,
  .name = "libvirt",
  .summary = "guests, networks and storage of a libvirt host",
  .options = options,
  .collect = collect,
};
