/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is the same in every report: the language, its fixed words, the words
 * of closed lists, and forms of values for the eye.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "report/document.h"

/* clang-format off */
#define REPORT_WORDS(X)                                                       \
  X (AFTER, "After", "Na")                                                    \
  X (ALL_RESOURCES, "Every resource", "Elk onderdeel")                        \
  X (ALL_RESOURCES_LEAD, "Open a line for what it is, where it goes and what "\
     "each part costs.", "Open een regel voor wat het is, waar het heen gaat "\
     "en wat elk deel kost.")                                                 \
  X (AMOUNT, "Amount", "Bedrag")                                              \
  X (APPLICATION, "Application", "Toepassing")                                \
  X (ASSUMPTIONS, "Assumptions", "Aannames")                                  \
  X (ASSUMPTIONS_LEAD, "What the scenario says that no meter, contract or "   \
     "catalog says.", "Wat het scenario zegt en geen meter, contract of "     \
     "catalogus zegt.")                                                       \
  X (AS_OF, "As of", "Peildatum")                                             \
  X (BEFORE, "Before", "Voor")                                                \
  X (BEYOND_PLAN, "in use beyond the plan", "in gebruik na het plan")         \
  X (BILLED, "billed", "gefactureerd")                                        \
  X (BLOCKERS, "Blockers and remedies", "Belemmeringen en wat eraan te doen") \
  X (BOUND, "How far from the best", "Hoe ver van het beste")                 \
  X (BRIDGES, "Bridges between waves", "Overbruggingen tussen golven")        \
  X (BRIDGES_LEAD, "Something moved still needs something that has not, or "  \
     "the other way round.", "Iets dat al over is heeft nog iets nodig dat "  \
     "dat niet is, of andersom.")                                             \
  X (BY_POLICY, "by policy", "volgens beleid")                                \
  X (CASH_FLOW, "Cash flow", "Uitgaven in de tijd")                           \
  X (CASH_FLOW_LEAD, "Per calendar month. Solid: at least. Light: at most.",  \
     "Per kalendermaand. Vol: minstens. Licht: hoogstens.")                   \
  X (CASH_FLOW_TABLE, "All months as a table", "Alle maanden als tabel")      \
  X (COMPLETE, "Complete", "Volledig")                                        \
  X (CONCENTRATION, "Concentration of spend", "Concentratie van uitgaven")    \
  X (CONCENTRATION_LEAD, "Herfindahl-Hirschman index of the monthly spend, "  \
     "0 to 10,000; higher is more in one hand.", "Herfindahl-Hirschman-index "\
     "van de maandlasten, 0 tot 10.000; hoger is meer in één hand.")          \
  X (CONFIDENCE, "Confidence", "Vertrouwen")                                  \
  X (CONFLICT, "Rules that together leave no way",                            \
     "Regels die samen geen weg laten")                                       \
  X (CONFLICTS, "Sources that contradict each other",                         \
     "Bronnen die elkaar tegenspreken")                                       \
  X (CONNECTOR, "Connector", "Connector")                                     \
  X (CONTENTS, "Contents", "Inhoud")                                          \
  X (CONTRACT, "Contract", "Contract")                                        \
  X (CONTRACTS, "Contracts", "Contracten")                                    \
  X (COSTS, "What it costs", "Wat het kost")                                  \
  X (COSTS_LEAD, "One-off cost of the plan by line, and what it costs to run "\
     "each month.", "Eenmalige kosten van het plan per post, en wat het per " \
     "maand kost.")                                                           \
  X (COST_LINE, "Cost line", "Kostenpost")                                    \
  X (COUNTRY, "Country", "Land")                                              \
  X (COUNTRY_PROVIDER, "Country of the provider", "Land van de aanbieder")    \
  X (COVERAGE, "What was seen, and what was not",                             \
     "Wat gezien is, en wat niet")                                            \
  X (COVERAGE_LEAD, "No plan is better than the view of the estate that it "  \
     "rests on.", "Geen plan is beter dan het beeld van het landschap waarop "\
     "het rust.")                                                             \
  X (COVERAGE_SEEN, "Seen", "Gezien")                                         \
  X (CUT_OVER, "Cut-over", "Overgang")                                        \
  X (DAYS, "days", "dagen")                                                   \
  X (DAYS_LATE, "days too late", "dagen te laat")                             \
  X (DAYS_TO_SPARE, "days to spare", "dagen speling")                         \
  X (DEADLINE, "Deadline", "Uiterste datum")                                  \
  X (DEFINITION, "Definition of control", "Definitie van zeggenschap")        \
  X (DEPENDENCIES, "Dependencies", "Afhankelijkheden")                        \
  X (DEPENDENCIES_DECLARED, "declared", "opgegeven")                          \
  X (DEPENDENCIES_INFERRED, "inferred", "afgeleid")                           \
  X (DEPENDENCIES_NONE, "Things without any dependency",                      \
     "Onderdelen zonder afhankelijkheid")                                     \
  X (DEPENDENCIES_OBSERVED, "observed", "waargenomen")                        \
  X (DIFFERENCE, "Difference", "Verschil")                                    \
  X (DIGESTS, "Digests of the inputs (SHA-256)",                              \
     "Vingerafdrukken van de invoer (SHA-256)")                               \
  X (DO_NOTHING, "Do nothing over the horizon", "Niets doen over de looptijd")\
  X (EFFORT_DAYS, "Person-days", "Persoonsdagen")                             \
  X (END, "End", "Einde")                                                     \
  X (END_OF_PLAN, "End of the plan", "Einde van het plan")                    \
  X (ENVIRONMENT, "Environment", "Omgeving")                                  \
  X (EVIDENCE, "Evidence counted", "Bewijs dat meetelt")                      \
  X (FIGURE, "Figure", "Cijfer")                                              \
  X (FIGURES, "Figures and how they are made", "Cijfers en hun herkomst")     \
  X (FIGURES_LEAD, "The id in brackets is what uitweg why takes.",            \
     "De id tussen haakjes is wat uitweg why verwacht.")                      \
  X (FIRST_TRIGGER, "The plan below is the one of this trigger.",             \
     "Het plan hieronder hoort bij deze aanleiding.")                         \
  X (FORMULA, "Formula", "Formule")                                           \
  X (FOR_WHAT, "For", "Voor wat")                                             \
  X (FROM, "From", "Van")                                                     \
  X (GAP, "Gap", "Verschil")                                                   \
  X (GIB_PER_MONTH, "GiB per month", "GiB per maand")                         \
  X (GRADE, "Grade", "Bewijskracht")                                          \
  X (GRADES, "Share by grade", "Aandeel naar bewijskracht")                   \
  X (GRADES_LEAD, "Grades say how well a figure is founded: measured, "       \
     "documented, inferred or assumed.", "Bewijskracht zegt hoe goed een "    \
     "cijfer onderbouwd is: gemeten, gedocumenteerd, afgeleid of aangenomen.")\
  X (GROUP, "Group", "Groep")                                                 \
  X (GROUPS, "What moves where", "Wat gaat waarheen")                         \
  X (GROUPS_IN_PLACE, "Groups that stay in place",                            \
     "Groepen die op hun plaats blijven")                                     \
  X (GROUPS_LEAD, "Things that must move together form a group. The runner-"  \
     "up is the next best target, and what it would add to the value that "   \
     "the selection minimises.", "Wat samen over moet vormt een groep. De "   \
     "tweede keus is het op één na beste doel, en wat dat zou toevoegen aan " \
     "de waarde die de keuze minimaliseert.")                                 \
  X (HOLE, "not priced", "geen prijs")                                        \
  X (HOLES, "Prices that are missing", "Prijzen die ontbreken")               \
  X (HOLES_LEAD, "A missing price is never counted as zero: the figure is a " \
     "range, or names the hole.", "Een ontbrekende prijs telt nooit als nul: "\
     "het cijfer is een bandbreedte, of noemt het gat.")                      \
  X (HOLES_SHORT, "Missing prices", "Ontbrekende prijzen")                    \
  X (HORIZON, "Horizon", "Looptijd")                                          \
  X (HOURS, "Hours", "Uren")                                                  \
  X (HOW_TO_OBTAIN, "How to obtain it", "Hoe eraan te komen")                 \
  X (INCOMPLETE, "not complete", "niet volledig")                             \
  X (IN_PLACE, "stays in place", "blijft op zijn plaats")                     \
  X (JURISDICTIONS, "Whose law reaches what", "Wiens recht waar reikt")       \
  X (JURISDICTIONS_COUNT, "Services that each country reaches",               \
     "Diensten die elk land bereikt")                                         \
  X (JURISDICTIONS_LEAD, "By business service, all countries whose law "      \
     "reaches it: through operators, owners, administrators, keys and data.", \
     "Per dienst alle landen wier recht erbij kan: via beheerders, "          \
     "eigenaren, beheerderstoegang, sleutels en gegevens.")                   \
  X (JURISDICTIONS_MATRIX, "Services and countries",                          \
     "Diensten en landen")                                                    \
  X (KEY_LINES, "The lines that matter", "Waar het om gaat")                  \
  X (KIND, "Kind", "Soort")                                                   \
  X (LAST_USE, "Last use", "Laatste gebruik")                                 \
  X (LETTER, "Letter", "Letter")                                              \
  X (LOCK_IN, "What holds us where we are", "Wat ons vasthoudt")              \
  X (LOCK_IN_LEAD, "Portability from A (moves freely) to F (captive), own "   \
     "and inherited from what it needs; worst first. Two letters: not "       \
     "everything is known.", "Overdraagbaarheid van A (gaat vrij mee) tot F " \
     "(zit vast), eigen en geërfd van wat het nodig heeft; slechtste eerst. " \
     "Twee letters: niet alles is bekend.")                                   \
  X (LOCK_IN_REST, "All other resources", "Alle andere onderdelen")           \
  X (LOWER_BOUND, "Nothing can be below", "Niets kan lager zijn dan")         \
  X (MARGIN, "Margin", "Speling")                                             \
  X (MATCHED, "tied to a resource", "gekoppeld aan een onderdeel")            \
  X (MEETS_AFTER, "Required level met after", "Vereist niveau gehaald na")    \
  X (MEETS_BEFORE, "Required level met before",                               \
     "Vereist niveau gehaald voor")                                           \
  X (METHOD, "Method and inputs", "Werkwijze en invoer")                      \
  X (METHOD_LEAD, "Everything here is read from one plan document; this "     \
     "report computes nothing. Equal inputs give the same document, byte "    \
     "for byte. Amounts are rounded to whole euro for the eye only.",         \
     "Alles hier is gelezen uit één plandocument; dit rapport rekent niets "  \
     "uit. Gelijke invoer geeft hetzelfde document, byte voor byte. Bedragen "\
     "zijn alleen voor het oog op hele euro's afgerond.")                     \
  X (MONTH, "Month", "Maand")                                                 \
  X (MONTHS, "months", "maanden")                                             \
  X (MOVES, "Moves", "Gaat over")                                             \
  X (NAME, "Name", "Naam")                                                    \
  X (NEEDED, "Needed", "Nodig")                                               \
  X (NEWEST, "Newest record", "Nieuwste gegeven")                             \
  X (NO, "no", "nee")                                                         \
  X (NOBODY_STOPS, "No business service stops.", "Geen enkele dienst stopt.") \
  X (NONE, "none", "geen")                                                    \
  X (NOTHING_STAYS, "Nothing that must leave has to stay.",                   \
     "Niets dat weg moet, moet blijven.")                                     \
  X (NOTICE_BY, "Give notice by", "Opzeggen uiterlijk")                       \
  X (NOT_PRICED, "not counted", "niet meegeteld")                             \
  X (NOW, "now", "nu")                                                        \
  X (OF, "of", "van")                                                         \
  X (ONE_OFF, "One-off cost", "Eenmalige kosten")                             \
  X (ONE_OFF_MONTH, "One-off cost per month", "Eenmalige kosten per maand")   \
  X (OVER_HORIZON, "Over the horizon", "Over de looptijd")                    \
  X (PART, "Part", "Deel")                                                    \
  X (PARTS, "Parts", "Delen")                                                 \
  X (PENALTY, "Penalty", "Boete")                                             \
  X (PER, "Per", "Per")                                                       \
  X (PERIOD, "Period", "Periode")                                             \
  X (PER_MONTH, "per month", "per maand")                                     \
  X (PLACEHOLDERS, "Things named but never seen",                             \
     "Wel genoemd, nooit gezien")                                             \
  X (PORTABILITY, "Portability", "Overdraagbaarheid")                         \
  X (PORTABILITY_OWN, "Own portability", "Eigen overdraagbaarheid")           \
  X (PROBLEMS, "Problems", "Problemen")                                       \
  X (PROVIDER, "Provider", "Aanbieder")                                       \
  X (PULLED_DOWN, "Pulled down by", "Omlaag getrokken door")                  \
  X (REASONS, "Why", "Waarom")                                                \
  X (REGION, "Region", "Regio")                                               \
  X (RELAXATIONS, "What would have to give way", "Wat zou moeten wijken")     \
  X (REPORT, "Exit plan", "Uitwegplan")                                       \
  X (REQUIRED, "Required control", "Vereiste zeggenschap")                    \
  X (RESOURCE, "Resource", "Onderdeel")                                       \
  X (RISK, "Risk (0 to 100)", "Risico (0 tot 100)")                           \
  X (RTO, "Recovery time objective", "Toegestane hersteltijd")                \
  X (RUNNER_UP, "Runner-up", "Tweede keus")                                   \
  X (RUN_AFTER, "Run cost per month after", "Maandlasten na")                 \
  X (RUN_BEFORE, "Run cost per month before", "Maandlasten voor")             \
  X (RUN_CHANGE, "Change of run cost per month", "Verschil in maandlasten")   \
  X (RUN_COST, "Run cost per month", "Maandlasten")                           \
  X (SEED, "Seed", "Startgetal")                                              \
  X (SERVICE, "Business service", "Dienst")                                   \
  X (SERVICES, "Business services", "Diensten")                               \
  X (SERVICES_WITH_MEMBERS, "with members known",                             \
     "met bekende onderdelen")                                                \
  X (SHARE_CONTROL, "Key services under control",                             \
     "Sleuteldiensten onder eigen gezag")                                     \
  X (SHUT_OFF, "What stops at a shut-off", "Wat stopt bij een afsluiting")    \
  X (SHUT_OFF_LEAD, "Today, before the plan is carried out.",                 \
     "Vandaag, voordat het plan is uitgevoerd.")                              \
  X (SOURCE, "Source", "Bron")                                                \
  X (SOURCES, "Sources", "Bronnen")                                           \
  X (SOURCES_COMPLETE, "complete", "volledig")                                \
  X (SPEND, "Monthly spend", "Maandelijkse uitgaven")                         \
  X (START, "Start", "Begin")                                                 \
  X (STAYS, "What stays, and why", "Wat blijft, en waarom")                   \
  X (STAYS_LEAD, "These must leave by the rules of the scenario, and cannot.",\
     "Deze moeten weg volgens de regels van het scenario, en kunnen niet.")   \
  X (STAYS_SHORT, "Cannot be moved", "Kan niet weg")                          \
  X (STRANDED, "Commitment not used", "Verplichting ongebruikt")              \
  X (TARGET, "Target", "Doel")                                                \
  X (THINGS, "things", "onderdelen")                                          \
  X (TIMELINE, "Timeline", "Tijdlijn")                                        \
  X (TIMELINE_LEAD, "Waves, and in each the groups that move. The broken "    \
     "line is the deadline.", "Golven, en daarin de groepen die overgaan. De "\
     "onderbroken lijn is de uiterste datum.")                                \
  X (TO, "to", "tot")                                                         \
  X (TRANSFER, "Data to move", "Over te zetten gegevens")                     \
  X (TRIGGER, "Trigger", "Aanleiding")                                        \
  X (TYPES_KNOWN, "Types with a catalog entry", "Soorten in de catalogus")    \
  X (UNKNOWN, "unknown", "onbekend")                                          \
  X (UNKNOWN_OWNER, "somebody unknown", "iemand onbekend")                    \
  X (UNSEEN, "Things that sources could not show",                            \
     "Wat bronnen niet konden laten zien")                                    \
  X (UNTIL, "Until", "Tot")                                                   \
  X (VALUE, "Value", "Waarde")                                                \
  X (VERDICT, "Verdict", "Oordeel")                                           \
  X (VERSION, "Version", "Versie")                                            \
  X (WAVE, "Wave", "Golf")                                                    \
  X (WAVES, "Waves", "Golven")                                                \
  X (WAVES_LEAD, "Which groups go in which wave, and where to.",              \
     "Welke groepen in welke golf gaan, en waarheen.")                        \
  X (WAVE_MAP, "Map of waves", "Kaart van de golven")                         \
  X (WEAKEST, "Weakest", "Zwakste")                                           \
  X (WHAT, "What", "Wat")                                                     \
  X (WHY, "Why", "Waarom")                                                    \
  X (WITHIN_RTO, "Within it", "Daarbinnen")                                   \
  X (YES, "yes", "ja")                                                        \
  X (AFTER_PLAN, "after the plan", "na het plan")                             \
  X (CRITICALITY, "Criticality", "Belang")                                    \
  X (DATA_CLASS, "Data class", "Gegevensklasse")                              \
  X (DIGEST, "SHA-256", "SHA-256")                                            \
  X (DOCUMENT, "Form of the document", "Vorm van het document")               \
  X (FROM_WAVE, "Its wave", "Eigen golf")                                     \
  X (IN_WAVE, "Needed in wave", "Nodig in golf")                              \
  X (KEY_BUILD, "Build, copy, test", "Bouwen, kopiëren, testen")              \
  X (KEY_PARALLEL, "Source kept readable", "Bron blijft leesbaar")            \
  X (KEY_PREPARE, "Prepare, procure", "Voorbereiden, inkopen")                \
  X (KEY_RETIRE, "Retire, contract ends", "Uitzetten, contract loopt af")     \
  X (MAKESPAN, "Duration of the plan", "Duur van het plan")                   \
  X (MAKESPAN_LOWER, "Duration, nothing can be below",                        \
     "Duur, niets kan korter dan")                                            \
  X (MUST_LEAVE, "Must leave", "Moet weg")                                    \
  X (NATIVE_TYPE, "Type at the source", "Soort bij de bron")                  \
  X (NEED_BASIS, "Sized by", "Gemeten naar")                                  \
  X (PARENT, "Ultimate parent", "Hoogste moeder")                             \
  X (PROGRAM, "Program", "Programma")                                         \
  X (SELECTION_VALUE, "Value that the selection minimises",                   \
     "Waarde die de keuze minimaliseert")                                     \
  X (THINGS_TITLE, "Things", "Onderdelen")                                    \
  X (WAVES_AND_GROUPS, "Waves and groups", "Golven en groepen")               \
  X (LEGEND_BOTH, "before and after", "voor en na")                           \
  X (LEGEND_GONE, "before only", "alleen voor")                               \
  X (LEGEND_NEW, "after only", "alleen na")                                   \
  X (LIST_HINT, "`uitweg why --list` lists all figures",                      \
     "`uitweg why --list` noemt alle cijfers")
/* clang-format on */

typedef enum
{
#define REPORT_WORD_ENTRY(name, en, nl) WORD_##name,
  REPORT_WORDS (REPORT_WORD_ENTRY)
#undef REPORT_WORD_ENTRY
} ReportWord;

/* What every renderer works on. */
typedef struct
{
  const UitwegPlanDocument *document;
  const char *language; /* "en" or "nl" */
  gboolean colour;
  GString *out;
  gint section; /* the word that heads the section of HTML, or -1 */
} Report;

/* NULL is not a language of the reports. */
gboolean report_is_language (const char *language);

const char *report_word (const Report *report, ReportWord word);
/* A word of one of the closed lists of the document, such as "rehost", in
 * the language; a word that is not known as it stands; NULL as unknown. */
const char *report_term (const Report *report, const char *word);
const char *report_yes_no (const Report *report, gint truth);

/* (transfer full), all: values for the eye. */
char *report_dup_money (const Report *report, const BaseNode *node);
/* Numbers with that many decimals, or "a to b" where the ends differ. */
char *report_dup_interval (const Report *report,
                           UitwegInterval interval,
                           guint decimals);
/* A share from 0 to 1 as "45 %" or "45 to 60 %". */
char *report_dup_share (const Report *report, UitwegInterval share);
char *
report_dup_day (const Report *report, const BaseNode *map, const char *key);
/* A whole number with groups of three, or unknown. */
char *
report_dup_count (const Report *report, const BaseNode *map, const char *key);
/* The value of a figure, with its unit. */
char *report_dup_value (const Report *report, const BaseNode *figure);
/* "measured 10 %, assumed 90 %", or NULL where there are no grades. */
char *report_dup_grades (const Report *report, const BaseNode *figure);
/* What a part of a figure is called: by the figure that it refers to, in the
 * language, else by its own label. */
const char *report_label_part (const Report *report, const BaseNode *part);
/* "37 days to spare", "5 days too late" or NULL where it is not known */
char *report_dup_margin (const Report *report, const BaseNode *trigger);
/* "97 % of the monthly spend, 90 to 95 % of the things"; NULL: not known */
char *report_dup_seen (const Report *report);
/* The short form of the coverage, all counts of it. (transfer full) */
char *report_dup_coverage (const Report *report);

/* Appends text that was read from elsewhere: what would steer a terminal or
 * turn the direction of writing becomes U+FFFD. */
void report_append_plain (GString *out, const char *text);

#endif
