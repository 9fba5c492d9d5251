/// Who calls: logins, tokens, cookies, and what keeps other sites out.
@NullMarked
package dev.classify.web.access;

import org.jspecify.annotations.NullMarked;
