/* SPDX-License-Identifier: EUPL-1.2
 *
 * The first look at a file, from which each connector says whether the file
 * is its own: by content, never by the name. Looking reads at most the first
 * 256 KiB, and the directory of an archive.
 */
#ifndef CONNECTORS_COMMON_SAMPLE_H
#define CONNECTORS_COMMON_SAMPLE_H

#include <uitweg/connector.h>

G_BEGIN_DECLS

typedef enum
{
  CONNECTORS_FORM_EMPTY,
  CONNECTORS_FORM_BINARY,     /* none of the others */
  CONNECTORS_FORM_WORKBOOK,   /* XLSX; members are the sheets' names */
  CONNECTORS_FORM_ZIP,        /* members are the names of the files */
  CONNECTORS_FORM_TAR,        /* the same, of those in the first look */
  CONNECTORS_FORM_XML,        /* root and root_namespace are set */
  CONNECTORS_FORM_JSON,       /* one value, maybe longer than the look */
  CONNECTORS_FORM_JSON_LINES, /* keys are those of the first line */
  CONNECTORS_FORM_YAML,       /* keys are those of the first document */
  CONNECTORS_FORM_TABLE,      /* a header with a delimiter; columns are set */
  CONNECTORS_FORM_TEXT,
} ConnectorsForm;

/* How sure a connector is that a file is its own; the greatest wins. */
#define CONNECTORS_NOT_MINE 0
#define CONNECTORS_POSSIBLE 30 /* its form, and no more */
#define CONNECTORS_LIKELY 60   /* some of its names */
#define CONNECTORS_CERTAIN 90  /* names that nothing else has together */

struct _UitwegConnectorSample
{
  const char *path;
  ConnectorsForm form;
  gboolean is_gzip; /* the text is what was packed */
  const char *text; /* UTF-8, no byte order mark, ends in NUL */
  gsize length;
  const char *root;           /* of XML, without prefix */
  const char *root_namespace; /* of XML, or NULL */
  const char *const *members; /* (array zero-terminated=1), may be empty */
};

/* Looks at a file. (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT
 * set if it cannot be read */
UitwegConnectorSample *connectors_sample_new (const char *path, GError **error);
void connectors_sample_free (UitwegConnectorSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegConnectorSample, connectors_sample_free)

/* Whether the header of a TABLE has that column; names are folded as by
 * base_csv_fold_name(). */
gboolean connectors_sample_has_column (const UitwegConnectorSample *sample,
                                       const char *name);
/* Whether it has all of them; `names` ends in NULL. */
gboolean connectors_sample_has_columns (const UitwegConnectorSample *sample,
                                        const char *const *names);

/*
 * Whether the look has a value at that path, in JSON or YAML: keys joined by
 * dots, [] for the elements of a list (any of those seen), at most 6 deep:
 * "items[].kind", "[].assetType", "Reservations[].Instances[]".
 */
gboolean connectors_sample_has_key (const UitwegConnectorSample *sample,
                                    const char *path);
/* (transfer none) (nullable): the first text or number at that path, of at
 * most 255 bytes */
const char *connectors_sample_get_value (const UitwegConnectorSample *sample,
                                         const char *path);
/* Whether a member (of a WORKBOOK: a sheet) has that name, case folded. */
gboolean connectors_sample_has_member (const UitwegConnectorSample *sample,
                                       const char *name);

G_END_DECLS

#endif
