/* SPDX-License-Identifier: EUPL-1.2
 *
 * A dump in the making: the files, the things that they tell of, and by what
 * names these are meant. aws-dump.c calls file.c for each file, names.c to
 * find which elements are of one thing, row.c and edges.c for the records of
 * each thing, money.c and metrics.c for what is no thing.
 */
#ifndef CONNECTORS_AWS_DUMP_DUMP_H
#define CONNECTORS_AWS_DUMP_DUMP_H

#include "connectors/aws-dump/kinds.h"
#include "connectors/aws-dump/path.h"
#include "connectors/common/machine-types.h"
#include "connectors/common/references.h"

/* Where a thing is; NULL where nobody says. Texts stand in the chunk. */
typedef struct
{
  const char *account;
  const char *region;
} AwsPlace;

typedef struct
{
  char *path;
  char *sha256;
  char *stem; /* its name without suffix */
  BaseDoc *doc;
  AwsPlace place; /* by its folders, then by what all its elements say */
} AwsFile;

/* One element of a list of an answer. */
typedef struct
{
  const AwsFile *file;
  const AwsKind *kind;
  const BaseNode *node;
  const BaseNode *parent; /* the element around it, or NULL */
  const char *caption;    /* of a map in a pair: the text before it */
  AwsPlace place;
  guint rank;       /* of the kind */
  gboolean has_arn; /* which says where it is, or that it is nowhere */
} AwsElement;

/* What one or more elements tell of. */
typedef struct
{
  char *id;
  char *arn; /* NULL where account or region are not known */
  char *bare;
  const char *form; /* in the chunk, such as "ec2:volume/" */
  AwsPlace place;
  const AwsKind *kind;
  GArray *elements; /* of guint, in AwsDump.elements */
  GPtrArray *disks; /* ids of disks that it says it has */
  gboolean is_gone; /* terminated: no record */
  gboolean is_kept;
} AwsThing;

/* A value that a metric gives a thing. */
typedef struct
{
  const AwsThing *thing;
  const char *what;
  const char *statistic;
  double value;
  double days;
  gint64 samples;
} AwsMeasure;

typedef struct
{
  const UitwegCollectRequest *request;
  UitwegEstateBuilder *builder;
  ConnectorsSource *source;
  ConnectorsMachineTypes *types;
  GPtrArray *kinds;
  GPtrArray *files;            /* of AwsFile */
  GArray *elements;            /* of AwsElement */
  GHashTable *things;          /* id → AwsThing */
  GPtrArray *sorted;           /* of AwsThing, by id */
  ConnectorsReferences *names; /* "FORM\nID" and ARNs */
  ConnectorsReferences *hosts; /* host names, addresses, ARNs */
  ConnectorsReferences *bare;  /* ids and names as such, from file names */
  GArray *measures;
  GStringChunk *chunk;
  guint n_empty;           /* files with nothing in them */
  GHashTable *counts;      /* what was left out: words → guint */
  GHashTable *missing;     /* form → set of ids */
  GHashTable *seen_routes; /* ids of names that have a record */
  GHashTable *seen_money;  /* ids of contracts and costs */
  GHashTable *seen_regions;
  GHashTable *named_regions;
  const AwsKind *asked; /* --kind */
  AwsPlace fallback;    /* --account, --region */
} AwsDump;

/* file.c */

/* Reads a file and takes its elements; what is wrong with it is noted.
 * Returns: FALSE with UITWEG_CONNECTOR_ERROR_INPUT set if it is no answer of
 *   a call at all: the caller decides */
gboolean aws_file_read (AwsDump *dump, const char *path, GError **error);
void aws_file_free (gpointer file);
/* Counts something that is left out, to be told at the end. */
void aws_count (AwsDump *dump, const char *what, guint n);

/* arn.c */

/* The same ARN without version, alias, stream, key of an object.
 * (transfer full) (nullable): NULL if it is none */
char *aws_arn_clean (const char *text);
/* Part `n` of an ARN, counted from 0: partition 1, service 2, region 3,
 * account 4. (transfer full) (nullable) */
char *aws_arn_part (const char *arn, guint n);
/* "ec2:volume/" of its ARN: service, and what stands before the id.
 * (transfer full) */
char *aws_arn_form (const char *arn);
/* The id in it. (transfer none) */
const char *aws_arn_bare (const char *arn);
/* (transfer full) (nullable): NULL where the place does not suffice */
char *aws_arn_make (const char *form, const char *id, const AwsPlace *place);
/* Whether ARNs of that form hold a region. */
gboolean aws_form_has_region (const char *form);
/* "aws/ACCOUNT/REGION/…" of an ARN, or of its parts as far as they are known.
 * (transfer full) */
char *aws_id_of_arn (const char *arn);
char *aws_id_make (const char *form, const char *id, const AwsPlace *place);
/* The form of ids that begin like this one (i-, vol-, …), or NULL. */
const char *aws_form_of_prefix (const char *id);
gboolean aws_is_account (const char *text);
gboolean aws_is_region (const char *text);

/* place.c */
void aws_place_elements (AwsDump *dump);

/* names.c */

/* Says where each element is, which elements are of one thing, and what the
 * names of all things are. */
void aws_name_things (AwsDump *dump);
/* The thing that an element tells of, or NULL. */
AwsThing *aws_thing_of (const AwsDump *dump, const AwsElement *element);
/* The id of what `value` names, seen from there; NULL if it names nothing.
 * `known_out` tells whether it is a thing of the dump. (transfer full) */
char *aws_resolve (const AwsDump *dump,
                   const char *value,
                   const char *form,
                   const AwsPlace *from,
                   gboolean *known_out);
/* The id of what a host name means, or NULL. (transfer none) */
const char *aws_resolve_host (const AwsDump *dump, const char *host);
/* The thing that a file is named after, or that a label holds, or NULL. */
AwsThing *aws_resolve_words (const AwsDump *dump, const char *text);
/* The text that stands for what an element's edges begin at; "@file" paths
 * look at the name of the file. (transfer full) (nullable): an id */
char *aws_subject_of (const AwsDump *dump, const AwsElement *element);
void aws_thing_free (gpointer thing);

/* row.c */
void aws_add_resource (AwsDump *dump, AwsThing *thing);

/* edges.c */
void aws_add_edges (AwsDump *dump, const AwsElement *element);
void aws_note_missing (AwsDump *dump);

/* metrics.c: before the rows */
void aws_read_metric (AwsDump *dump, const AwsElement *element);
void aws_sort_measures (AwsDump *dump);
/* Writes what was measured of a thing into its row. */
void aws_add_measures (AwsDump *dump, const AwsThing *thing, guint32 row);

/* money.c */
void aws_add_contract (AwsDump *dump, const AwsElement *element);
void aws_add_costs (AwsDump *dump, const AwsElement *element);

/* routes.c */
void aws_add_routes (AwsDump *dump, const AwsElement *element);

#endif
