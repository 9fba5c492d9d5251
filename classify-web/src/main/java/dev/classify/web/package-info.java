/// The HTTP API of the workers, and the page that uses it.
@NullMarked
package dev.classify.web;

import org.jspecify.annotations.NullMarked;
