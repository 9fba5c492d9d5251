package dev.classify.service.llm;

import dev.classify.indicator.Indicator;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;

/// Runs a request through all code except the network, so that the first real one is as fast as the
/// others. A slow first request would arrive together with the next ones and break the rate limit.
public final class WarmUp {

  private static final String ANSWER =
      """
      {"id": "none", "object": "chat.completion", "created": 0, "model": "none",
       "choices": [{"index": 0, "finish_reason": "stop",
         "message": {"role": "assistant", "content": "{\\"items\\": []}"}}],
       "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}}
      """;

  private WarmUp() {}

  /// Sends nothing.
  public static void of(LlmSettings settings, CurrencyCodes currencies) {
    List<AskedIndicator> any =
        List.of(new AskedIndicator(Indicator.of("1", "any", null, null), Hints.NONE));
    try (OpenAiConnection nowhere =
        OpenAiConnection.connect(
            settings.withoutAccess(), currencies, WarmUp::answer, Duration.ofSeconds(1))) {
      nowhere.model().ask(LlmRequest.of("warm-up", Examples.NONE, any));
    }
  }

  private static Response answer(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Objects.requireNonNull(request.body()).writeTo(Okio.buffer(Okio.blackhole()));
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(ANSWER, MediaType.get("application/json")))
        .build();
  }
}
