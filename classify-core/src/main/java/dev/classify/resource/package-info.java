/// Files that come with the program.
@NullMarked
package dev.classify.resource;

import org.jspecify.annotations.NullMarked;
