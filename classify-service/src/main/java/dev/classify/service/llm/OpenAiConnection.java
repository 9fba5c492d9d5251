package dev.classify.service.llm;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.credential.BearerTokenCredential;
import com.openai.credential.Credential;
import dev.classify.exit.CommandFailure;
import dev.classify.model.ServiceTier;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The connection to a server with OpenAI's API: one client for all models of a worker.
public final class OpenAiConnection implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// Connections kept open for the next requests; with the five of OkHttp most would be opened
  /// anew. The number in use is not limited here, but by the budget.
  private static final int IDLE_CONNECTIONS_MAX = 256;

  /// Below the five seconds after which many servers close an idle connection: Node, Apache,
  /// uvicorn, llama.cpp. For those that close it sooner there is [IdleCheck].
  private static final Duration IDLE = Duration.ofSeconds(4);

  /// A call without a question has none to lose.
  private static final ServerCapabilities NO_CAPABILITIES =
      new ServerCapabilities(ResponseFormat.TEXT, Set.of());

  private final LlmSettings settings;
  private final OpenAIClient client;
  private final OpenAiModel model;
  private final Optional<OpenAiModel> reviewModel;

  private OpenAiConnection(
      LlmSettings settings,
      CurrencyCodes currencies,
      OpenAIClient client,
      @Nullable AccessToken token) {
    this.settings = settings;
    this.client = client;
    model =
        new OpenAiModel(
            settings.model(), settings.firstEffort(), settings, client, token, currencies);
    reviewModel =
        Optional.ofNullable(settings.reviewModel())
            .map(
                name ->
                    new OpenAiModel(
                        name, settings.reviewEffort(), settings, client, token, currencies));
  }

  /// Opens a client without sending anything.
  ///
  /// @param currencies that an answer may have
  /// @throws CommandFailure if the file of certificates cannot be used
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
    AccessSettings access = settings.access();
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .addInterceptor(ErrorBodies::intercept)
            .addInterceptor(sendOnce)
            .addInterceptor(interceptor)
            .addNetworkInterceptor(new IdleCheck())
            .eventListener(sendOnce)
            .connectionPool(connections)
            // The key goes to the address in the settings and nowhere else.
            .followRedirects(false)
            .followSslRedirects(false);
    if (access.proxy() != null) {
      access.proxy().use(http);
    }
    if (access.certificates() != null) {
      TrustedCertificates.of(access.certificates()).use(http);
    }
    AccessToken token =
        access.token() == null ? null : new AccessToken(access.token(), InstantSource.system());
    OpenAIOkHttpClient.Builder client =
        OpenAIOkHttpClient.builder()
            .okHttpClient(http.build())
            .baseUrl(settings.baseUrl().toString())
            .credential(credential(settings, token))
            .organization(Optional.ofNullable(access.organization()))
            .project(Optional.ofNullable(access.project()))
            .timeout(timeout(settings.timeout()))
            // Each retry needs a grant and a row in the ledger, so the client must not retry.
            .maxRetries(0)
            // Otherwise an environment variable could make it log bodies.
            .logLevel(LogLevel.OFF);
    if (access.azureVersion() != null) {
      client
          .azureServiceVersion(AzureOpenAIServiceVersion.fromString(access.azureVersion()))
          .azureUrlPathMode(AzureUrlPathMode.LEGACY);
    }
    return new OpenAiConnection(settings, currencies, client.build(), token);
  }

  private static Credential credential(LlmSettings settings, @Nullable AccessToken token) {
    if (token != null) {
      return BearerTokenCredential.create(token::current);
    }
    return settings.access().isAzure(settings.baseUrl())
        ? AzureApiKeyCredential.create(settings.apiKey())
        : BearerTokenCredential.create(settings.apiKey());
  }

  /// The limits of a request that may take this long.
  static Timeout timeout(Duration request) {
    return Timeout.builder()
        .connect(CONNECT_TIMEOUT.compareTo(request) < 0 ? CONNECT_TIMEOUT : request)
        .read(request)
        .write(request)
        .request(request)
        .build();
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

  /// Requests in files to any of the models.
  public BatchApi batchApi() {
    return new OpenAiBatchApi(
        client,
        new BatchErrorReader(
            settings,
            new ErrorReader(
                settings.model(), settings, ServiceTier.BATCH, NO_CAPABILITIES, false)));
  }

  /// The models by name, as those of lines of files.
  public Map<String, BatchedModel> batchedModels() {
    Map<String, BatchedModel> models = new HashMap<>();
    models.put(model.name(), model);
    reviewModel.ifPresent(review -> models.put(review.name(), review));
    return Map.copyOf(models);
  }

  @Override
  public void close() {
    client.close();
  }
}
