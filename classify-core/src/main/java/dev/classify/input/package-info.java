/// Reads indicators from text such as CSV: records, the columns that hold fields, checked rows.
@NullMarked
package dev.classify.input;

import org.jspecify.annotations.NullMarked;
