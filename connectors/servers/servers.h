/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lists of servers with what they use, as the import formats of Azure, AWS
 * and Google have them: columns differ in name and unit, and mean the same.
 */
#ifndef CONNECTORS_SERVERS_SERVERS_H
#define CONNECTORS_SERVERS_SERVERS_H

#include "base/strpool.h"
#include "connectors/common/book.h"
#include "connectors/common/records.h"

G_BEGIN_DECLS

#define SERVERS_MAX_DISKS 64

/* Texts stand in the pool; sizes are bytes; shares are fractions. */
typedef struct
{
  const char *key;
  const char *name;
  const char *native_id;
  const char *scope;
  const char *uuid;
  const char *os;
  const char *os_version;
  const char *arch;
  const char *firmware;
  const char *state;
  const char *wave;
  const char *application;
  gint environment;
  gint is_physical;
  gint64 vcpu;
  gint64 memory;
  gint64 allocated;
  gint64 used;
  double cpu_average;
  double cpu_peak;
  double memory_average;
  double memory_peak;
  /* Of samples: millionths of a percent and bytes, so that their order does
   * not change the sum. */
  guint64 n_cpu;
  gint64 cpu_sum;
  gint64 cpu_most;
  guint64 n_memory;
  gint64 memory_sum;
  gint64 memory_least; /* free */
  UitwegDay first;
  UitwegDay last;
  gboolean is_listed; /* by a list of servers, not only by a companion */
} Server;

/* A disk, address, hardware address or application of a server. */
typedef struct
{
  guint32 server;
  const char *text;
  gint64 size;
  gint64 used;
} ServerFact;

typedef struct
{
  ConnectorsSource *source;
  BaseStrpool *pool;
  GHashTable *by_key; /* pooled, to number + 1 */
  GArray *servers;    /* Server */
  GArray *disks;      /* ServerFact */
  GArray *addresses;
  GArray *macs;
  GArray *applications;
  guint64 n_rows;
  guint64 n_doubled;
  guint64 n_nameless;
  guint64 n_samples;
  guint n_unlisted;
} ServerList;

typedef enum
{
  SERVERS_LIST,
  SERVERS_DISKS,
  SERVERS_SAMPLES,
  SERVERS_TAGS,
  SERVERS_NONE,
} ServersPage;

ServerList *server_list_new (void);
void server_list_free (ServerList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerList, server_list_free)

/* read.c */
ServersPage servers_page_of (const ConnectorsSheet *sheet,
                             const char *const *marks);
gboolean servers_read (ServerList *list,
                       ServersPage page,
                       ConnectorsSheet *sheet,
                       GError **error);

/* write.c */
void
servers_write (ServerList *list, const char *connector, const char *provider);

G_END_DECLS

#endif
