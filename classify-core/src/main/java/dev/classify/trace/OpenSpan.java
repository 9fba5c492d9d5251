package dev.classify.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Work that is under way in this thread, as traces show it. Empty where nothing is exported.
///
/// Its attributes are ids, counts and words of ours: never a text of a row, nor a secret.
public final class OpenSpan implements AutoCloseable {

  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        // The Restate SDK was built with an interface that demands it.
        @Override
        @SuppressWarnings("deprecation")
        public Iterable<String> keys(Map<String, String> headers) {
          return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
          return headers == null ? null : headers.get(name);
        }
      };

  private final Span span;
  private final Scope scope;

  private OpenSpan(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  /// Begins a part of the work that is under way in this thread.
  public static OpenSpan begin(String name) {
    return beginIn(Context.current(), name);
  }

  /// Begins a part of other work.
  public static OpenSpan beginIn(Context parent, String name) {
    return begin(parent, name, SpanKind.INTERNAL);
  }

  /// Begins work that another program has asked for.
  ///
  /// @param headers of its call, in which it may say of what trace the work is a part
  public static OpenSpan beginFor(Map<String, String> headers, String name) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(headers);
    return beginIn(
        W3CTraceContextPropagator.getInstance().extract(Context.current(), known, GETTER), name);
  }

  /// Begins a call of another program.
  public static OpenSpan beginCall(String name) {
    return begin(Context.current(), name, SpanKind.CLIENT);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the span
  private static OpenSpan begin(Context parent, String name, SpanKind kind) {
    Span span = Tracing.tracer().spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
    return new OpenSpan(span, parent.with(span).makeCurrent());
  }

  public OpenSpan put(String attribute, String value) {
    span.setAttribute(attribute, value);
    return this;
  }

  public OpenSpan put(String attribute, long value) {
    span.setAttribute(attribute, value);
    return this;
  }

  /// Says that the work failed.
  ///
  /// @param kind such as the name of an exception; its message may hold text of others
  public void failed(String kind) {
    span.setStatus(StatusCode.ERROR, kind);
  }

  /// The headers by which another program continues this trace; empty where nothing is exported.
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.current().with(span),
            headers,
            (carrier, name, value) -> {
              if (carrier != null) {
                carrier.put(name, value);
              }
            });
    return headers;
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
