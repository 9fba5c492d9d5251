/// All SQL of the system: what the workers write and what the commands read.
@NullMarked
package dev.classify.store;

import org.jspecify.annotations.NullMarked;
