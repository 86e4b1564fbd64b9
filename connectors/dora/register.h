/* SPDX-License-Identifier: EUPL-1.2
 *
 * The parts of a DORA register of information (Implementing Regulation (EU)
 * 2024/2956) that say who provides what to whom, between its tables
 * (tables.c) and the records (dora.c).
 */
#ifndef CONNECTORS_DORA_REGISTER_H
#define CONNECTORS_DORA_REGISTER_H

#include "connectors/common/book.h"

G_BEGIN_DECLS

typedef enum
{
  DORA_B_02_01, /* contracts */
  DORA_B_02_02, /* contracts by function and service */
  DORA_B_05_01, /* providers */
  DORA_B_05_02, /* supply chain */
  DORA_B_06_01, /* functions */
} DoraTable;

#define DORA_N_TABLES 5

typedef struct
{
  char *name; /* NULL of a person */
  char *country;
  char *parent; /* code; NULL is unknown */
} DoraProvider;

typedef struct
{
  char *type; /* x1, x2, x3 */
  char *overarching;
  char *currency;
  gint64 annual; /* micro-units; UITWEG_UNKNOWN */
} DoraContract;

typedef struct
{
  char *contract;
  char *customer; /* LEI */
  char *provider;
  char *function;
  char *service; /* S01 .. S19 */
  UitwegDay start;
  UitwegDay end;
  gint64 notice_days;
  char *law;
  char *stored_in;
  char *processed_in;
  char *sensitiveness;
  char *reliance;
} DoraService;

typedef struct
{
  char *contract;
  char *service;
  char *provider;
  gint64 rank;
  char *recipient;
} DoraLink;

typedef struct
{
  char *name;
  gint critical; /* 1, 0, -1 */
  double rto_hours;
  double rpo_hours;
  char *impact;
} DoraFunction;

typedef struct
{
  GHashTable *providers; /* code -> DoraProvider */
  GHashTable *contracts; /* reference -> DoraContract */
  GHashTable *functions; /* identifier -> DoraFunction */
  GPtrArray *services;   /* of DoraService */
  GPtrArray *links;      /* of DoraLink */
  guint n_rows[DORA_N_TABLES];
} DoraRegister;

DoraRegister *dora_register_new (void);
void dora_register_free (DoraRegister *register_);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoraRegister, dora_register_free)

/* Which table a header is of: by "b_02.01" in its columns, in the name of the
 * file or sheet, or else by how many columns it has; -1 for another table of
 * a register, -2 if it is none. */
gint dora_find_table (const char *const *heads, guint n, const char *name);
const char *dora_table_get_name (DoraTable table);

gboolean dora_register_read (DoraRegister *register_,
                             DoraTable table,
                             ConnectorsSheet *sheet,
                             GError **error);

G_END_DECLS

#endif
