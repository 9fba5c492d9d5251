package dev.classify.service.llm;

import dev.classify.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a worker reaches the server of its models, and who it says that it is.
///
/// @param organization `OPENAI_ORGANIZATION`: who is billed if a key belongs to several; null for
///     the key's default
/// @param project `OPENAI_PROJECT`: likewise
/// @param azureVersion `OPENAI_AZURE_API_VERSION`: the version in addresses of Azure OpenAI with
///     the deployment in their path; null for any other server
/// @param token `OPENAI_TOKEN_FILE` or `OPENAI_TOKEN_COMMAND`; null where a key is sent
/// @param proxy `LLM_PROXY`; null for none
/// @param certificates `LLM_CA_FILE`: certificate authorities to trust besides those of Java; null
///     for none
record AccessSettings(
    @Nullable String organization,
    @Nullable String project,
    @Nullable String azureVersion,
    @Nullable TokenSource token,
    @Nullable HttpProxy proxy,
    @Nullable Path certificates) {

  /// Straight to the server, with the key alone.
  static final AccessSettings NONE = new AccessSettings(null, null, null, null, null, null);

  private static final String AZURE_VERSION = "OPENAI_AZURE_API_VERSION";

  private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");

  /// The hosts of Azure OpenAI and of gateways that Azure offers, as openai-java knows them.
  private static final List<String> AZURE_HOSTS =
      List.of(
          ".openai.azure.com",
          ".services.ai.azure.com",
          ".cognitiveservices.azure.com",
          ".azure-api.net");

  /// Reads the settings; the reader notes a problem for everything that cannot be used.
  ///
  /// @param hasKey whether there is a key
  /// @param baseUrl the address of the server; empty where none is set
  static AccessSettings from(SettingsReader reader, boolean hasKey, Optional<String> baseUrl) {
    String version = reader.text(AZURE_VERSION).orElse(null);
    if (version != null) {
      checkVersion(reader, version, baseUrl.orElse(""));
    }
    return new AccessSettings(
        header(reader, "OPENAI_ORGANIZATION"),
        header(reader, "OPENAI_PROJECT"),
        version,
        token(reader, hasKey),
        proxy(reader),
        reader.text("LLM_CA_FILE").map(Path::of).orElse(null));
  }

  private static void checkVersion(SettingsReader reader, String version, String baseUrl) {
    if (!VERSION.matcher(version).matches()) {
      reader.problem(
          AZURE_VERSION, "is no version: '" + version + "'", "give one such as 2024-10-21");
    }
    if (baseUrl.isEmpty() || baseUrl.matches(".*/openai(/.*)?")) {
      reader.problem(
          AZURE_VERSION,
          "needs OPENAI_BASE_URL without /openai, which it adds itself",
          "give the address of the resource, such as https://NAME.openai.azure.com; or leave the"
              + " version out for addresses that end in /openai/v1");
    }
  }

  private static @Nullable String header(SettingsReader reader, String key) {
    Optional<String> value = reader.text(key);
    if (value.isPresent() && !LlmSettings.KEY.matcher(value.get()).matches()) {
      reader.problem(key, "holds spaces or characters that no id has", "copy the id again");
    }
    return value.orElse(null);
  }

  private static @Nullable TokenSource token(SettingsReader reader, boolean hasKey) {
    Optional<String> file = reader.text("OPENAI_TOKEN_FILE");
    // It may hold a secret of its own.
    Optional<String> command = reader.secret("OPENAI_TOKEN_COMMAND");
    if (file.isPresent() && command.isPresent()) {
      reader.problem("OPENAI_TOKEN_FILE", "is set, and OPENAI_TOKEN_COMMAND too", "set only one");
    }
    if (hasKey && (file.isPresent() || command.isPresent())) {
      reader.problem("OPENAI_API_KEY", "is set, and an access token too", "set only one of them");
    }
    return file.<TokenSource>map(path -> new TokenSource.InFile(Path.of(path)))
        .or(() -> command.map(TokenSource.FromCommand::new))
        .orElse(null);
  }

  private static @Nullable HttpProxy proxy(SettingsReader reader) {
    Optional<String> text = reader.secret("LLM_PROXY");
    Optional<HttpProxy> proxy = text.flatMap(HttpProxy::parse);
    if (text.isPresent() && proxy.isEmpty()) {
      // Not what it holds: that may be a password.
      reader.problem(
          "LLM_PROXY",
          "is not the address of an HTTP proxy",
          "give one such as http://proxy.example.com:3128 or http://USER:PASSWORD@HOST:PORT");
    }
    return proxy.orElse(null);
  }

  /// Whether the server takes keys in the header `api-key`.
  boolean isAzure(URI baseUrl) {
    String host = Optional.ofNullable(baseUrl.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return azureVersion != null || AZURE_HOSTS.stream().anyMatch(host::endsWith);
  }

  /// Whether the server knows `prompt_cache_key`: OpenAI's in any region, and Azure's. Others would
  /// refuse it, which costs a request, or have no use for it.
  boolean takesCacheKeys(URI baseUrl) {
    String host = Optional.ofNullable(baseUrl.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return host.endsWith(".openai.com") || isAzure(baseUrl);
  }

  /// The setting that names the credentials, for a message.
  String credentialSetting() {
    return switch (token) {
      case null -> "OPENAI_API_KEY";
      case TokenSource.InFile _ -> "OPENAI_TOKEN_FILE";
      case TokenSource.FromCommand _ -> "OPENAI_TOKEN_COMMAND";
    };
  }

  /// Whose limits requests count against, besides the key; empty for the key alone.
  String account() {
    return (organization == null ? "" : "\norganization " + organization)
        + (project == null ? "" : "\nproject " + project);
  }
}
