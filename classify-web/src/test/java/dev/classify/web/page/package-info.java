@NullMarked
package dev.classify.web.page;

import org.jspecify.annotations.NullMarked;
