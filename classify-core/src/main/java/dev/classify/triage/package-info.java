/// Decides who answers each row of a batch: the rules, a stored answer, or a language model.
///
/// Workers and estimates both decide here, so that an estimate counts exactly what a run sends.
@NullMarked
package dev.classify.triage;

import org.jspecify.annotations.NullMarked;
