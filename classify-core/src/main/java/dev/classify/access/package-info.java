/// Who may do what through the HTTP API.
@NullMarked
package dev.classify.access;

import org.jspecify.annotations.NullMarked;
