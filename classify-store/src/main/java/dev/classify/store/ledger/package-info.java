/// The ledger of LLM requests: one row per request, entered before it is sent.
@NullMarked
package dev.classify.store.ledger;

import org.jspecify.annotations.NullMarked;
