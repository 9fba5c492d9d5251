/// What unit text says: a lexer over tables of terms and a recogniser per form of unit (sections 2,
/// 3, 4, 13 and 14 of the scheme). Entry: [dev.classify.units.UnitText].
@NullMarked
package dev.classify.units;

import org.jspecify.annotations.NullMarked;
