/* SPDX-License-Identifier: EUPL-1.2
 *
 * A picture of who needs whom: boxes and arrows, small enough to be looked
 * at. What does not fit is folded together, and the picture says so.
 */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include <uitweg/estate.h>
#include <uitweg/report.h>

G_BEGIN_DECLS

#define PICTURE_MAX_BOXES 60

typedef struct
{
  char *key;       /* unique; boxes are sorted by it */
  char *name;      /* what it says first */
  char *kind;      /* word of the estate, or NULL: things of several kinds */
  char *provider;  /* or NULL: not known, or several */
  char *providers; /* for readers, or NULL: not known */
  char *note;      /* or NULL */
  guint32 count;   /* resources folded in */
  guint32 n_unpriced;
  UitwegMoney money; /* per month, of those known; UITWEG_UNKNOWN: none is */
  gboolean marked;
} PictureBox;

typedef struct
{
  guint32 from, to; /* boxes */
  guint32 count;    /* dependencies folded in */
  gboolean hard;
  gboolean implied; /* follows from hard arrows: SVG leaves it out */
  double gib;       /* per month, of those known; NAN: none is */
} PictureArrow;

/* Immutable once made. */
typedef struct
{
  char *title;
  char *folded; /* what was folded, or NULL */
  const char *language;
  const char *marked; /* what a heavy edge means, or NULL */
  GArray *boxes;
  GArray *arrows;
} Picture;

/* Of all, by application. `language` is "en" or "nl", and static. */
Picture *picture_new_map (const UitwegEstate *estate, const char *language);
/* Of the members of a service, what they need, and what needs them. */
Picture *picture_new_service (const UitwegEstate *estate,
                              guint32 service,
                              const char *language);
/* Of what stays connected between two waves of a plan. */
Picture *picture_new_bridges (const UitwegEstate *estate,
                              const UitwegPlanDocument *document,
                              gint64 wave,
                              gint64 other,
                              const char *language);
void picture_free (Picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/* (transfer full): svg, dot, mermaid or graphml; NULL for another word. The
 * same picture gives the same bytes. */
char *picture_write (const Picture *picture, const char *format);

/* The writers. */
char *picture_write_svg (const Picture *picture);
char *picture_write_dot (const Picture *picture);
char *picture_write_mermaid (const Picture *picture);
char *picture_write_graphml (const Picture *picture);

#define PICTURE_BOX(picture, i)                                                \
  (&g_array_index ((picture)->boxes, PictureBox, i))
#define PICTURE_ARROW(picture, i)                                              \
  (&g_array_index ((picture)->arrows, PictureArrow, i))

/* The English or the Dutch text. */
const char *picture_say (const Picture *picture,
                         const char *english,
                         const char *dutch) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
/* Text for XML, in text and in values. */
void picture_append_xml (GString *out, const char *text);
/* (transfer full): "12 things", or the kind */
char *picture_describe_box (const Picture *picture, const PictureBox *box);
/* (transfer full): "EUR 120 per month"; NULL unknown */
char *picture_describe_money (const Picture *picture, const PictureBox *box);
/* (transfer full): "35 GiB"; NULL unknown */
char *picture_describe_traffic (const Picture *picture,
                                const PictureArrow *arrow);

G_END_DECLS

#endif
