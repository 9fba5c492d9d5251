/// Reads unit texts as a small language, with a lexer over tables of terms and a recursive-descent
/// parser (docs/scheme.md 2, 3, 4, 13 and 14). Start at [UnitText].
///
/// The lexer takes the longest phrase of the tables at each position; neighbours decide between two
/// meanings, as for `m`. The parser reads the lexemes by this grammar, where words in capitals are
/// kinds of lexeme and `words` extend to the next SEPARATOR or PER:
///
/// ```
/// unit      = flag | { term } { PER divisor } ;
/// term      = percent | money | factor | index | number | base | noun | QUOTIENT | DIVIDED
///           | modifier ;                                                   ‰ is DIVIDED by 1000
/// percent   = PERCENT { CHANGE } [ OF words | words | against words ] ;      % of GDP
/// money     = CURRENCY [ year | power of ten MULTIPLIER ] ;                 constant 2015 US$
/// factor    = [ power of ten ] MULTIPLIER { MULTIPLIER } [ OF ] ;          hundred million
/// index     = INDEX [ range ] [ base ] ;                                   index 2010 = 100
/// base      = words "=" ( "100" | "1000" ) ;                               Jan 2000 = 100, but
///                                                  "PREVIOUS year = 100" is a change in per cent
/// number    = note | one-in | range | year | power of ten ;
/// note      = number "=" words { number "=" words } ;                      1=low to 6=high
/// one-in    = "1" "in" words ;                                             1 in N
/// range     = number ( "-" | "to" ) number ;                               0-100, 1982-84
/// noun      = ( THING | MEASURE | SPAN ) [ [ OF ] words ] ;                kt of CO2 equivalent
/// modifier  = BASIS | PARITY | CHANGE | ANNUALISED | OF | NOISE | WORD ;   a WORD is left over
/// divisor   = MULTIPLIER | words [ percent ] ;                             per 1,000 people
/// flag      = number "=" words number "=" words | number "or" number ;     1=yes; 0=no
/// ```
///
/// Terms come in any order, as sources write them. Of several that could be the unit, the first of
/// flag, percent, index, money, quotient and noun is the unit, and the others are left over.
/// Confidence falls with the share of words left over and with each word that had two meanings.
@NullMarked
package dev.classify.units;

import org.jspecify.annotations.NullMarked;
