/// Pages that need no network and no scripts: markup, style and charts.
@NullMarked
package dev.classify.cli.html;

import org.jspecify.annotations.NullMarked;
