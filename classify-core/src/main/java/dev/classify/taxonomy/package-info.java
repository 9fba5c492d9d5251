/// The closed vocabularies of a classification and the rules that hold between them.
@NullMarked
package dev.classify.taxonomy;

import org.jspecify.annotations.NullMarked;
