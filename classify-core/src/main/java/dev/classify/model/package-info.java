/// Language models as data: what each can do, and what it costs.
@NullMarked
package dev.classify.model;

import org.jspecify.annotations.NullMarked;
