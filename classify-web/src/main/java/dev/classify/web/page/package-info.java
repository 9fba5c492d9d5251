/// The page: its files, and how a browser gets them.
@NullMarked
package dev.classify.web.page;

import org.jspecify.annotations.NullMarked;
