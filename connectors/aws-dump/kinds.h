/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the calls of AWS answer, as data: for each list its key, what an
 * element is, where its values stand and which of them name other things. To
 * add a call is to add a row.
 */
#ifndef CONNECTORS_AWS_DUMP_KINDS_H
#define CONNECTORS_AWS_DUMP_KINDS_H

#include "connectors/common/records.h"

/* What a value of an element becomes. */
typedef enum
{
  AWS_STATE,
  AWS_MACHINE, /* tag machine_type, and what the type is known to hold */
  AWS_ARCH,
  AWS_ZONE,
  AWS_HOSTNAME,
  AWS_ADDRESS,
  AWS_MAC,
  AWS_DISK_GIB,
  AWS_DATA_BYTES,
  AWS_OBJECTS,
  AWS_COUNT,
  AWS_CPU_UNITS, /* 1024 are one processor */
  AWS_MEMORY_MIB,
  AWS_ENGINE,
  AWS_ENGINE_VERSION,
  AWS_OS,
  AWS_MULTI_ZONE, /* true: copies in several zones */
  AWS_KEY_ORIGIN,
  AWS_TAG, /* a tag by its own name */
} AwsWhat;

typedef struct
{
  const char *path;
  AwsWhat what;
  const char *tag;
} AwsField;

/* How a value names another thing. */
typedef enum
{
  AWS_BY_ID,      /* an ARN, or an id of the form */
  AWS_BY_PREFIX,  /* an id whose beginning tells what it is: igw-…, nat-… */
  AWS_BY_HOST,    /* a host name */
  AWS_BY_ADDRESS, /* an IP address */
  AWS_BY_TEXT,    /* ARNs and host names somewhere in the text; it may hold
                     secrets and is only looked through */
  AWS_BY_IMAGE,   /* a container image of a registry */
} AwsBy;

typedef struct
{
  const char *path;
  ConnectorsRule rule;
  const char *form;  /* "ec2:volume/": service, and what stands before the id */
  gboolean reversed; /* the other thing needs this one */
  AwsBy by;
} AwsEdge;

/* What an element is good for. */
typedef enum
{
  AWS_THING,    /* a resource */
  AWS_RELATION, /* edges between others, or values of another thing */
  AWS_CONTRACT, /* spend that is promised */
  AWS_COST,     /* what was billed */
  AWS_METRIC,   /* measured values of a thing */
  AWS_ROUTES,   /* records of a zone of names */
  AWS_NOTHING,  /* no inventory in this call */
} AwsRole;

typedef struct
{
  const char *key;   /* of the list, or of the one thing, at the top */
  const char *inner; /* path from there to the things; NULL: they stand there */
  const char *marks; /* keys that an element has; of texts NULL */
  AwsRole role;
  UitwegResourceKind kind;
  const char *native_type;
  const char *arn;        /* path */
  const char *form;       /* as in AwsEdge; how an ARN is made of the id */
  const char *id;         /* path; of a RELATION: what the edges begin at */
  const char *name;       /* path; NULL: the id */
  const char *hosts[4];   /* paths of names that it is reached by */
  const AwsField *fields; /* ended by a NULL path */
  const AwsEdge *edges;   /* ended by a NULL path */
} AwsKind;

/* (transfer full): rows of all tables, in a fixed order: where several rows
 * tell of one thing, the first that knows counts */
GPtrArray *aws_kinds_new (void);
/* The row whose things have ARNs of that form and id, or NULL. */
const AwsKind *aws_kinds_find_form (const GPtrArray *kinds,
                                    const char *form,
                                    const char *bare);

/* How rows are written. */
#define AWS_FIELDS (const AwsField[])
#define AWS_VALUE(from, to)                                                    \
  {                                                                            \
    .path = from, .what = to                                                   \
  }
#define AWS_AS_TAG(from, name)                                                 \
  {                                                                            \
    .path = from, .what = AWS_TAG, .tag = name                                 \
  }
#define AWS_EDGES (const AwsEdge[])
#define AWS_EDGE_BY(at, by_rule, back, how)                                    \
  {                                                                            \
    .path = at, .rule = CONNECTORS_RULE_##by_rule, .reversed = back, .by = how \
  }
#define AWS_EDGE(at, by_rule, of)                                              \
  {                                                                            \
    .path = at, .rule = CONNECTORS_RULE_##by_rule, .form = of                  \
  }
#define AWS_EDGE_FROM(at, by_rule, of)                                         \
  {                                                                            \
    .path = at, .rule = CONNECTORS_RULE_##by_rule, .form = of,                 \
    .reversed = TRUE                                                           \
  }
#define AWS_END                                                                \
  {                                                                            \
    .path = NULL                                                               \
  }
#define AWS_IN_VPC(at) AWS_EDGE (at, IN_NETWORK, "ec2:vpc/")
#define AWS_IN_SUBNET(at) AWS_EDGE (at, IN_NETWORK, "ec2:subnet/")
#define AWS_GUARDED(at) AWS_EDGE (at, GUARDED_BY, "ec2:security-group/")
#define AWS_KEY(at) AWS_EDGE (at, ENCRYPTS_WITH, "kms:key/")
#define AWS_ROLE(at) AWS_EDGE (at, ACTS_AS, "iam:role/")
#define AWS_CALLS(at) AWS_EDGE (at, CALLS, NULL)
#define AWS_COPY_OF(at, of) AWS_EDGE (at, REPLICATES_FROM, of)
#define AWS_VIA(at) AWS_EDGE_BY (at, IN_NETWORK, FALSE, AWS_BY_PREFIX)
#define AWS_SCANNED(at) AWS_EDGE_BY (at, CALLS, FALSE, AWS_BY_TEXT)

/* The tables, each ended by a NULL key. */
extern const AwsKind aws_kinds_ec2[];
extern const AwsKind aws_kinds_data[];
extern const AwsKind aws_kinds_apps[];
extern const AwsKind aws_kinds_rest[];

#endif
