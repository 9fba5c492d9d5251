package dev.classify.dist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/// Reads a file as `aws ecs ... --cli-input-json` does, by the models of Amazon's own client.
final class EcsModels {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EcsModels() {}

  /// The file as JSON.
  ///
  /// @throws IllegalArgumentException with the path of a field that the model does not know, or
  ///     whose value has another type
  static JsonNode read(String text, SdkPojo model) {
    try {
      JsonNode read = JSON.readTree(text);
      checkObject("", read, model);
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void checkObject(String path, JsonNode object, SdkPojo model) {
    require(object.isObject(), path, "an object");
    Map<String, SdkField<?>> known =
        model.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = path + "/" + field.getKey();
      SdkField<?> type = known.get(field.getKey());
      if (type == null) {
        throw new IllegalArgumentException(name + " is not a field that Amazon ECS knows");
      }
      check(name, field.getValue(), type);
    }
  }

  private static void check(String path, JsonNode value, SdkField<?> type) {
    MarshallingType<?> kind = type.marshallingType();
    if (kind.equals(MarshallingType.SDK_POJO)) {
      checkObject(path, value, type.constructor().get());
    } else if (kind.equals(MarshallingType.LIST)) {
      require(value.isArray(), path, "a list");
      SdkField<?> member = type.getTrait(ListTrait.class).memberFieldInfo();
      for (int i = 0; i < value.size(); i++) {
        check(path + "/" + i, value.get(i), member);
      }
    } else if (kind.equals(MarshallingType.MAP)) {
      require(value.isObject(), path, "an object");
      SdkField<?> member = type.getTrait(MapTrait.class).valueFieldInfo();
      value.properties().forEach(e -> check(path + "/" + e.getKey(), e.getValue(), member));
    } else if (kind.equals(MarshallingType.STRING)) {
      require(value.isTextual(), path, "a text");
    } else if (kind.equals(MarshallingType.BOOLEAN)) {
      require(value.isBoolean(), path, "true or false");
    } else if (List.of(MarshallingType.INTEGER, MarshallingType.LONG).contains(kind)) {
      require(value.isIntegralNumber(), path, "a whole number");
    } else {
      throw new IllegalArgumentException(path + " has the type " + kind + ", which nothing checks");
    }
  }

  private static void require(boolean met, String path, String wanted) {
    if (!met) {
      throw new IllegalArgumentException(path + " is not " + wanted);
    }
  }
}
