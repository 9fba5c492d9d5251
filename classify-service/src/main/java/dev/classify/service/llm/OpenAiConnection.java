package dev.classify.service.llm;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/// The connection to a server with OpenAI's API: one client for all models of a worker.
public final class OpenAiConnection implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// Connections kept open for the next requests; with the five of OkHttp most would be opened
  /// anew. The number in use is not limited here, but by the budget.
  private static final int IDLE_CONNECTIONS_MAX = 256;

  /// Below the five seconds after which many servers close an idle connection: Node, Apache,
  /// uvicorn, llama.cpp. For those that close it sooner there is [IdleCheck].
  private static final Duration IDLE = Duration.ofSeconds(4);

  private final OpenAIClient client;
  private final OpenAiModel model;
  private final Optional<OpenAiModel> reviewModel;

  private OpenAiConnection(LlmSettings settings, CurrencyCodes currencies, OpenAIClient client) {
    this.client = client;
    model = new OpenAiModel(settings.model(), settings, client, currencies);
    reviewModel =
        Optional.ofNullable(settings.reviewModel())
            .map(name -> new OpenAiModel(name, settings, client, currencies));
  }

  /// Opens a client without sending anything.
  ///
  /// @param currencies that an answer may have
  public static OpenAiConnection connect(LlmSettings settings, CurrencyCodes currencies) {
    return connect(settings, currencies, OpenAiConnection::withoutChange, IDLE);
  }

  private static Response withoutChange(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request());
  }

  /// @param interceptor between the client and the network
  /// @param idle how long an idle connection is kept
  static OpenAiConnection connect(
      LlmSettings settings, CurrencyCodes currencies, Interceptor interceptor, Duration idle) {
    ConnectionPool connections =
        new ConnectionPool(IDLE_CONNECTIONS_MAX, idle.toMillis(), TimeUnit.MILLISECONDS);
    SendOnce sendOnce = new SendOnce(connections);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(ErrorBodies::intercept)
            .addInterceptor(sendOnce)
            .addInterceptor(interceptor)
            .addNetworkInterceptor(new IdleCheck())
            .eventListener(sendOnce)
            .connectionPool(connections)
            // The key goes to the address in the settings and nowhere else.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    Duration timeout = settings.timeout();
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .okHttpClient(http)
            .baseUrl(settings.baseUrl().toString())
            .apiKey(settings.apiKey())
            .timeout(
                Timeout.builder()
                    .connect(CONNECT_TIMEOUT.compareTo(timeout) < 0 ? CONNECT_TIMEOUT : timeout)
                    .read(timeout)
                    .write(timeout)
                    .request(timeout)
                    .build())
            // Each retry needs a grant and a row in the ledger, so the client must not retry.
            .maxRetries(0)
            // Otherwise an environment variable could make it log bodies.
            .logLevel(LogLevel.OFF)
            .build();
    return new OpenAiConnection(settings, currencies, client);
  }

  /// The model that is asked first.
  public LanguageModel model() {
    return model;
  }

  /// The review model, asked where the first one is unsure.
  public Optional<LanguageModel> reviewModel() {
    return reviewModel.map(asked -> asked);
  }

  /// Asks the server when it switches the models off, which takes as long as two requests at most.
  public void lookUpShutdowns() {
    model.lookUpShutdown();
    reviewModel.ifPresent(OpenAiModel::lookUpShutdown);
  }

  @Override
  public void close() {
    client.close();
  }
}
