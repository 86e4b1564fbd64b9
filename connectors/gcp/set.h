/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is known of Google Cloud while files are read: assets, and what must
 * wait until all are read, because one asset names others.
 */
#ifndef CONNECTORS_GCP_SET_H
#define CONNECTORS_GCP_SET_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"
#include "connectors/common/references.h"

G_BEGIN_DECLS

/* One asset as it stands in a file. */
typedef struct
{
  const BaseDoc *doc;
  const BaseNode *data; /* MAP of the resource, or NULL */
  const char *key;      /* full name without "//", kept with the set */
  const char *type;     /* "compute.googleapis.com/Instance" */
  const char *project;  /* its id, or NULL; kept with the set */
  const char *location; /* as the envelope tells it, or NULL */
  const char *place;    /* "file:line" */
} GcpAsset;

/* What follows from where a reference stands. */
typedef struct
{
  const char *key;
  const char *origin;
  ConnectorsRule rule;
  enum
  {
    GCP_FORWARD,
    GCP_BACKWARD, /* the thing named needs the one that names it */
    GCP_NOTHING,
  } sense;
} GcpRule;

/* A reference that waits. */
typedef struct
{
  const char *from;    /* key of the asset */
  const char *service; /* "compute.googleapis.com", or NULL: not said */
  const char *path;    /* "projects/P/...", or what stands in its place */
  const GcpRule *rule;
} GcpReference;

/* A text that may name things: it goes nowhere but through a search. */
typedef struct
{
  const char *from;
  char *text;
} GcpText;

/* An instance as firewalls see it. */
typedef struct
{
  const char *key;
  const char *network; /* path, or NULL */
  const char **tags;   /* (array zero-terminated=1) */
  const char *account; /* mail address of a service account, or NULL */
} GcpMember;

/* A firewall that lets something in. */
typedef struct
{
  const char *key;
  const char *network;
  const char **source_tags;
  const char **target_tags;
  const char **source_accounts;
  const char **target_accounts;
} GcpFirewall;

typedef struct
{
  ConnectorsInventory *inventory;
  GStringChunk *pool;
  GHashTable *assets;    /* key -> ConnectorsThing */
  GHashTable *paths;     /* path -> key, or "" where two have it */
  GHashTable *numbers;   /* number of a project -> its id */
  GHashTable *projects;  /* ids that assets are of */
  GHashTable *accounts;  /* mail address of a service account -> key */
  GHashTable *addresses; /* reserved address -> key */
  GHashTable *groups;    /* manager -> its instance group, as a path */
  GHashTable *types;     /* all seen */
  GHashTable *odd_types; /* without a kind */
  ConnectorsReferences *names;
  GArray *references; /* of GcpReference */
  GArray *texts;      /* of GcpText */
  GArray *members;    /* of GcpMember */
  GArray *firewalls;  /* of GcpFirewall */
} GcpSet;

const char *gcp_keep (GcpSet *set, const char *text);

/* names.c */

/* A reference in any of its spellings as service and path; FALSE if the text
 * is none, or names what the provider offers to all. `project` stands in for
 * the one that a short spelling leaves out. Both are kept with the set. */
gboolean gcp_split (GcpSet *set,
                    const char *text,
                    const char *project,
                    const char **service_out,
                    const char **path_out);
/* The path with ids for numbers of projects. (transfer full) */
char *gcp_name_project (const GcpSet *set, const char *path);
/* "P" of "projects/P/...". (transfer full) (nullable) */
char *gcp_project_of (const char *path);
/* The service that has such a path, for one that is not said; else NULL. */
const char *gcp_service_of (const char *path);
/* Id of the record of a key. (transfer full) */
char *gcp_make_record (const char *key);

/* types.c */
UitwegResourceKind gcp_kind_of (const char *type, gboolean *is_known_out);

/* assets.c: takes all assets of a file. */
gboolean gcp_take_file (const ConnectorsSaved *saved,
                        ConnectorsInventory *inventory,
                        gpointer data,
                        GError **error);

/* row.c: the record of an asset. */
void gcp_add_thing (GcpSet *set, const GcpAsset *asset);

/* walk.c: gathers what an asset names. */
void gcp_gather (GcpSet *set, const GcpAsset *asset);
void gcp_add_reference (GcpSet *set,
                        const char *from,
                        const char *service,
                        const char *path,
                        const GcpRule *rule);

/* firewalls.c */
void gcp_keep_firewall (GcpSet *set, const GcpAsset *asset);
void gcp_keep_member (GcpSet *set, const GcpAsset *asset);
void gcp_add_reach (GcpSet *set);

/* edges.c: all that waited. */
void gcp_resolve (GcpSet *set);

G_END_DECLS

#endif
