/* SPDX-License-Identifier: EUPL-1.2
 *
 * One libvirt domain: what its XML says that a move asks for, and how it
 * becomes records. The live connector and the one for files share both.
 */
#ifndef CONNECTORS_LIBVIRT_DOMAIN_H
#define CONNECTORS_LIBVIRT_DOMAIN_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

/* A larger domain XML is not read. */
#define LIBVIRT_MAX_XML ((gsize) 16 << 20)

typedef enum
{
  LIBVIRT_DISK_FILE,
  LIBVIRT_DISK_BLOCK,
  LIBVIRT_DISK_NETWORK,
  LIBVIRT_DISK_VOLUME,
  LIBVIRT_DISK_OTHER,
} LibvirtDiskType;

/* What decides whether a domain can be lifted as it is, least first. */
typedef enum
{
  LIBVIRT_LIFT_CLEAN,
  LIBVIRT_LIFT_CONVERT, /* firmware */
  LIBVIRT_LIFT_ADAPT,   /* file systems, network storage, special NICs */
  LIBVIRT_LIFT_BLOCKED, /* hardware, architecture, shared disks */
} LibvirtLift;

typedef struct
{
  LibvirtDiskType type;
  gboolean is_removable; /* cdrom or floppy */
  gboolean is_readonly;
  gboolean is_shareable;
  char *target;       /* "vda"; may be NULL */
  char *format;       /* "qcow2"; may be NULL */
  char *source;       /* path, device, or "PROTOCOL:NAME"; NULL: none */
  char *pool;         /* of a VOLUME, else NULL */
  char *volume;       /* likewise */
  GPtrArray *hosts;   /* servers of a NETWORK disk */
  GPtrArray *backing; /* paths of backing images, nearest first */
  gint64 capacity;    /* bytes, or UITWEG_UNKNOWN: XML does not say it */
  gint64 allocation;  /* likewise */
} LibvirtDisk;

typedef struct
{
  char *network; /* "network/NAME", "bridge/NAME", "link/NAME", or NULL */
  char *mac;
  gboolean is_link; /* joins guests directly */
} LibvirtInterface;

typedef struct
{
  char *name;
  char *uuid;
  char *type; /* "kvm" */
  char *arch;
  char *machine;
  char *os_id;       /* libosinfo id, or NULL */
  gint64 vcpus;      /* UITWEG_UNKNOWN if not said */
  gint64 memory;     /* bytes, or UITWEG_UNKNOWN */
  GPtrArray *disks;  /* of LibvirtDisk */
  GPtrArray *nics;   /* of LibvirtInterface */
  GPtrArray *shmems; /* names of memory shared between guests */
  GTree *features;   /* words, sorted; value unused */
  guint n_removable;
  LibvirtLift lift;
} LibvirtDomain;

/* Parses one domain. No network, no entities, bounded depth and size.
 * (transfer full): or NULL with UITWEG_CONNECTOR_ERROR_INPUT set; messages
 * name file and line and nothing that stands there. `is_other_out` (may be
 * NULL) becomes TRUE if it is well-formed XML of something else. */
LibvirtDomain *libvirt_domain_parse (const char *name,
                                     const char *xml,
                                     gsize length,
                                     gboolean *is_other_out,
                                     GError **error);
void libvirt_domain_free (LibvirtDomain *domain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LibvirtDomain, libvirt_domain_free)

/* "512", "KiB" as bytes; UITWEG_UNKNOWN if it is no size. NULL `unit` is
 * KiB, as libvirt has it. */
gint64 libvirt_parse_size (const char *text, const char *unit);

/* Adds the word that catalog/rules/blockers.yaml knows. */
void libvirt_domain_add_feature (LibvirtDomain *domain,
                                 const char *feature,
                                 LibvirtLift lift);

/* How resources of one host are named and placed. */
typedef struct
{
  const char *host;     /* part of ids, "vm/NAME@HOST"; may be NULL */
  const char *provider; /* may be NULL */
  const char *region;   /* may be NULL */
} LibvirtPlace;

/* Ids of things of a host. (transfer full) */
char *
libvirt_make_id (const LibvirtPlace *place, const char *kind, const char *name);

/* Sets provider, account and region of a resource row. */
void libvirt_set_place (ConnectorsSource *source,
                        guint32 row,
                        const LibvirtPlace *place);

/* Finds the resource of a disk: (transfer full) its id. `data` is what was
 * given with it. */
typedef char *(*LibvirtFindDisk) (const LibvirtDisk *disk, gpointer data);

/* The id of a disk that no pool lists. (transfer full), NULL without source */
char *libvirt_make_disk_id (const LibvirtPlace *place, const LibvirtDisk *disk);

/* Whether several machines may write to it. */
gboolean libvirt_disk_is_shared (const LibvirtDisk *disk);

typedef struct
{
  const LibvirtDomain *domain;
  const char *id;
  const char *uuid;   /* NULL if it is not this domain's alone */
  const char *state;  /* may be NULL */
  const char *origin; /* rule of provenance */
  UitwegGrade grade;
} LibvirtGuest;

/* Appends the VM and its dependencies. */
void libvirt_add_guest (ConnectorsSource *source,
                        const LibvirtPlace *place,
                        const LibvirtGuest *guest,
                        LibvirtFindDisk find_disk,
                        gpointer data);

/* After all guests: those that write one disk, or share memory or a link,
 * need each other. `ids` has the id of each domain. */
void libvirt_bind_guests (ConnectorsSource *source,
                          const LibvirtPlace *place,
                          const GPtrArray *domains,
                          const GPtrArray *ids);

/* Ids of all domains, in order: "vm/NAME@HOST", and the UUID or a number
 * behind it where names repeat. (transfer full) */
GPtrArray *libvirt_name_guests (const LibvirtPlace *place,
                                const GPtrArray *domains);

G_END_DECLS

#endif
