package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.limit.Admission;
import dev.classify.simulator.limit.LimitState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An error response of the API: status, and `{"error":{message, type, param, code}}`.
public record ApiError(
    int status, String message, String type, @Nullable String param, @Nullable String code) {

  private static final String INVALID = "invalid_request_error";
  private static final String ORGANIZATION = "org-simulator";

  public ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error").put("message", message).put("type", type);
    error.put("param", param);
    if (type.equals("BadRequestError")) {
      // vLLM puts the status here, as a number.
      error.put("code", status);
    } else {
      error.put("code", code);
    }
    return body;
  }

  public static ApiError invalid(String message, @Nullable String param, @Nullable String code) {
    return new ApiError(400, message, INVALID, param, code);
  }

  public static ApiError missing(String param) {
    return invalid(
        "Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
  }

  static ApiError notJson() {
    return invalid("We could not parse the JSON body of your request.", null, null);
  }

  static ApiError wrongType(String param, String expected) {
    return invalid(
        "Invalid type for '" + param + "': expected " + expected + ".", param, "invalid_type");
  }

  static ApiError unknownParameter(String param) {
    return invalid("Unknown parameter: '" + param + "'.", param, "unknown_parameter");
  }

  /// A value that is none of those that the API knows.
  public static ApiError invalidValue(String param, String value, List<String> supported) {
    return invalid(
        "Invalid value: '" + value + "'. Supported values are: " + quoted(supported) + ".",
        param,
        "invalid_value");
  }

  static ApiError unrecognizedArgument(String name) {
    return invalid("Unrecognized request argument supplied: " + name, null, null);
  }

  static ApiError unsupportedParameter(String param) {
    return invalid(
        "Unsupported parameter: '" + param + "' is not supported with this model.",
        param,
        "unsupported_parameter");
  }

  /// A value that other models take.
  ///
  /// @param supported a sentence with those that this one takes
  static ApiError unsupportedValue(String param, String value, String supported) {
    String shown = value.matches("[0-9.-]+") ? value : "'" + value + "'";
    return invalid(
        "Unsupported value: '%s' does not support %s with this model. %s"
            .formatted(param, shown, supported),
        param,
        "unsupported_value");
  }

  static ApiError invalidTier() {
    return invalid("Invalid service_tier argument", "service_tier", null);
  }

  /// No room in the tier `flex`; such requests cost nothing
  /// (developers.openai.com/api/docs/guides/flex-processing).
  public static ApiError resourceUnavailable() {
    return new ApiError(
        429, "Resource unavailable", "resource_unavailable", null, "resource_unavailable");
  }

  /// Values as a list in a sentence: `'low', 'medium', and 'high'`.
  static String quoted(List<String> values) {
    List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
    return quoted.size() < 3
        ? String.join(" and ", quoted)
        : String.join(", ", quoted.subList(0, quoted.size() - 1)) + ", and " + quoted.getLast();
  }

  /// A limit of a list that is too small or too large.
  public static ApiError invalidLimit(String value, int max) {
    return invalid(
        "Invalid 'limit': expected an integer from 1 to " + max + ", but got " + value + ".",
        "limit",
        "invalid_value");
  }

  public static ApiError noFile(String id) {
    return new ApiError(404, "No such File object: " + id, INVALID, "id", null);
  }

  public static ApiError noBatch(String id) {
    return new ApiError(404, "No batch found with id '" + id + "'.", INVALID, null, null);
  }

  /// What github.com/BerriAI/litellm/pull/37527 saw for a file with another ending.
  public static ApiError notJsonLines() {
    return invalid("Invalid file format for Batch API. Must be .jsonl", null, null);
  }

  /// What github.com/bespokelabsai/curator/pull/113 saw.
  public static ApiError fileTooLarge() {
    return invalid("File is too large.", null, null);
  }

  public static ApiError storageFull() {
    return invalid("You have exceeded your file storage quota.", null, null);
  }

  public static ApiError notForm() {
    return invalid("Expected a request with Content-Type: multipart/form-data.", null, null);
  }

  public static ApiError wrongPurpose(String purpose) {
    return invalid(
        "The input file must have the purpose 'batch', but has '" + purpose + "'.",
        "input_file_id",
        null);
  }

  public static ApiError streamInBatch() {
    return invalid("Streaming is not supported in a batch.", "stream", "unsupported_value");
  }

  /// A 429 for calls that ask no model.
  public static ApiError tooManyCalls() {
    return new ApiError(
        429, "Too many requests. Please try again later.", "requests", null, "rate_limit_exceeded");
  }

  /// The conflict that github.com/BerriAI/litellm catches in its tests of batches.
  public static ApiError cannotCancel(String status) {
    return new ApiError(
        409, "Cannot cancel a batch with status '" + status + "'.", INVALID, null, null);
  }

  public static ApiError contextExceeded(int limit, long tokens, String param) {
    return invalid(
        "This model's maximum context length is %d tokens, but the request needs %d tokens."
            .formatted(limit, tokens),
        param,
        "context_length_exceeded");
  }

  public static ApiError noKey() {
    return new ApiError(
        401,
        "You didn't provide an API key. Send it in an Authorization header:"
            + " Authorization: Bearer YOUR_KEY.",
        INVALID,
        null,
        null);
  }

  public static ApiError wrongKey() {
    return new ApiError(401, "Incorrect API key provided.", INVALID, null, "invalid_api_key");
  }

  public static ApiError noModel(String model) {
    return new ApiError(
        404,
        "The model `" + model + "` does not exist or you do not have access to it.",
        INVALID,
        "model",
        "model_not_found");
  }

  public static ApiError noPath(String method, String path) {
    return new ApiError(404, "Invalid URL (%s %s)".formatted(method, path), INVALID, null, null);
  }

  /// The 429 for a request that exceeds a limit.
  public static ApiError limited(String model, Admission admission, long tokens) {
    return switch (admission.verdict()) {
      case ADMITTED -> throw new IllegalArgumentException("admitted");
      case REQUESTS_SPENT -> rate(model, "requests", "requests per min (RPM)", admission, 1);
      case TOKENS_SPENT -> rate(model, "tokens", "tokens per min (TPM)", admission, tokens);
      case TOO_LARGE ->
          new ApiError(
              429,
              ("Request too large for %s in organization %s on tokens per min (TPM): Limit %d,"
                      + " Requested %d. The input or output tokens must be reduced in order to run"
                      + " successfully.")
                  .formatted(model, ORGANIZATION, admission.limit(), tokens),
              "tokens",
              null,
              "rate_limit_exceeded");
    };
  }

  /// A 429 by fault injection, without any limit.
  public static ApiError injectedRate(String model) {
    return new ApiError(
        429,
        "Rate limit reached for %s in organization %s on requests per min (RPM)."
            .formatted(model, ORGANIZATION),
        "requests",
        null,
        "rate_limit_exceeded");
  }

  public static ApiError insufficientQuota() {
    return new ApiError(
        429,
        "You exceeded your current quota, please check your plan and billing details.",
        "insufficient_quota",
        null,
        "insufficient_quota");
  }

  public static ApiError serverError() {
    return new ApiError(
        500, "The server had an error while processing your request.", "server_error", null, null);
  }

  public static ApiError unavailable() {
    return new ApiError(
        503,
        "The engine is currently overloaded, please try again later.",
        "server_error",
        null,
        null);
  }

  /// The error of servers without strict schemas, as vLLM writes it.
  public static ApiError strictSchemaUnsupported() {
    return new ApiError(
        400, "response_format 'json_schema' is not supported.", "BadRequestError", null, null);
  }

  /// OpenAI's error for models that report no token probabilities.
  public static ApiError logprobsUnsupported() {
    return new ApiError(
        403, "You are not allowed to request logprobs from this model.", INVALID, null, null);
  }

  private static ApiError rate(
      String model, String type, String what, Admission admission, long requested) {
    return new ApiError(
        429,
        String.format(
            Locale.ROOT,
            "Rate limit reached for %s in organization %s on %s: Limit %d, Used %d, Requested %d."
                + " Please try again in %s.",
            model,
            ORGANIZATION,
            what,
            admission.limit(),
            admission.used(),
            requested,
            LimitState.text(admission.retryAfter())),
        type,
        null,
        "rate_limit_exceeded");
  }
}
