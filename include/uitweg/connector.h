/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a connector is: one way of reading an estate. A connector sees this
 * header, the estate's builder and planner/base/, and nothing else.
 */
#ifndef UITWEG_CONNECTOR_H
#define UITWEG_CONNECTOR_H

#include <gio/gio.h>

#include <uitweg/estate.h>

G_BEGIN_DECLS

#define UITWEG_CONNECTOR_API 1

/**
 * UitwegConnectorError:
 * @UITWEG_CONNECTOR_ERROR_OPTION: an option is unknown, missing or wrong
 * @UITWEG_CONNECTOR_ERROR_INPUT: a file is not what the connector reads
 * @UITWEG_CONNECTOR_ERROR_AUTH: the other side refuses us
 * @UITWEG_CONNECTOR_ERROR_UNREACHABLE: the other side does not answer
 * @UITWEG_CONNECTOR_ERROR_FAILED: the other side failed in its own way
 */
typedef enum
{
  UITWEG_CONNECTOR_ERROR_OPTION,
  UITWEG_CONNECTOR_ERROR_INPUT,
  UITWEG_CONNECTOR_ERROR_AUTH,
  UITWEG_CONNECTOR_ERROR_UNREACHABLE,
  UITWEG_CONNECTOR_ERROR_FAILED,
} UitwegConnectorError;

#define UITWEG_CONNECTOR_ERROR (uitweg_connector_error_quark ())
GQuark uitweg_connector_error_quark (void);

/**
 * UitwegConnectorOption:
 * @key: the option's name: `--key` on the command line
 * @fallback: (nullable): its value when it is not given
 * @help: one line, no full stop
 */
typedef struct
{
  const char *key;
  const char *fallback;
  const char *help;
} UitwegConnectorOption;

/**
 * UitwegCollectRequest:
 * @option_keys: (array zero-terminated=1): options given, checked against the
 *   connector's table
 * @option_values: their values, same length
 * @paths: (array zero-terminated=1): files and folders given
 * @collected_at: (nullable): "YYYY-MM-DDTHH:MM:SSZ" for the source record; the
 *   command passes the present, tests a fixed time
 * @progress: (nullable): called with what is done and what there is to do
 * @progress_data: for @progress
 * @data_dir: (nullable): folder of the shipped facts, `catalog/`, for tables
 *   that a reader joins: machine types, regions, mappings
 */
typedef struct
{
  const char *const *option_keys;
  const char *const *option_values;
  const char *const *paths;
  const char *collected_at;
  void (*progress) (const char *label,
                    guint64 done,
                    guint64 total,
                    gpointer data);
  gpointer progress_data;
  const char *data_dir;
} UitwegCollectRequest;

/**
 * UitwegConnectorSample:
 *
 * A first look at a file: its form, its first bytes, the names in them.
 */
typedef struct _UitwegConnectorSample UitwegConnectorSample;

/**
 * UitwegConnector:
 * @api: %UITWEG_CONNECTOR_API of the header it was compiled with
 * @name: what the user types: lower case, digits, dashes; unique
 * @summary: one line for `uitweg connectors`; no full stop
 * @options: what it accepts, ended by a %NULL key
 * @takes_paths: whether it reads files and folders
 * @collect: appends records to the builder, source records included. A call
 *   that fails costs that call: it is noted in the source record's problems,
 *   `complete` becomes false, and collect goes on and returns %TRUE. %FALSE
 *   means that nothing useful was read (bad option, wrong file, no contact)
 *
 * Read-only by contract: a connector never calls anything that changes the
 * system it reads. Fields are only ever added at the end.
 *
 * Since: 0.1
 */
typedef struct
{
  guint api;
  const char *name;
  const char *summary;
  const UitwegConnectorOption *options;
  gboolean takes_paths;
  gboolean (*collect) (const UitwegCollectRequest *request,
                       UitwegEstateBuilder *builder,
                       GCancellable *cancellable,
                       GError **error);
  guint (*recognise) (const UitwegConnectorSample *sample,
                      const char **what_out);
} UitwegConnector;

/* (array zero-terminated=1) (transfer none): all connectors, sorted by name */
const UitwegConnector *const *uitweg_connectors_list (void);

/* (nullable) (transfer none): the connector of that name */
const UitwegConnector *uitweg_connectors_find (const char *name);

G_END_DECLS

#endif
