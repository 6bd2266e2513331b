#include "contract.h"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace perankh::server_test {

namespace {

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t start = 1; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    parts.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool fits(const std::string& pattern, const std::string& path) {
  return std::ranges::equal(parts_of(pattern), parts_of(path), [](const std::string& part, const std::string& given) {
    return part.starts_with('{') || part == given;
  });
}

bool has_type(const std::string& type, const Json& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

}  // namespace

const Contract& Contract::of_the_page() {
  static const Contract kContract(Json::parse(std::ifstream(PER_ANKH_CONTRACT)));
  return kContract;
}

std::vector<Contract::Operation> Contract::operations() const {
  std::vector<Operation> operations;
  for (const auto& [path, item] : file_["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method == "parameters") continue;
      Operation& one = operations.emplace_back();
      one.name = operation["operationId"];
      one.path = path;
      std::ranges::transform(method, std::back_inserter(one.method),
                             [](char letter) { return static_cast<char>(std::toupper(letter)); });
      for (const Json& parameter : operation.value("parameters", Json::array())) {
        if (resolved(parameter)["in"] == "query") one.parameters.push_back(resolved(parameter)["name"]);
      }
      const Json content = operation.value("requestBody", Json::object()).value("content", Json::object());
      one.has_json_body = content.contains("application/json");
      one.has_file_body = content.contains("application/octet-stream");
      const Json security = operation.value("security", file_["security"]);
      if (!security.empty()) one.token = security.front().items().begin().key();
    }
  }
  return operations;
}

const Json* Contract::operation_at(const std::string& method, const std::string& path) const {
  std::string name;
  std::ranges::transform(method, std::back_inserter(name),
                         [](char letter) { return static_cast<char>(std::tolower(letter)); });
  for (const auto& item : file_["paths"].items()) {
    if (fits(item.key(), path) && item.value().contains(name)) return &item.value()[name];
  }
  return nullptr;
}

const Json& Contract::resolved(const Json& json) const {
  if (!json.contains("$ref")) return json;
  return file_.at(Json::json_pointer(json["$ref"].get<std::string>().substr(1)));
}

std::string Contract::fault_of(const std::string& method, const std::string& target, const Reply& reply) const {
  const Json* const operation = operation_at(method, target.substr(0, target.find('?')));
  if (operation == nullptr) return reply.status >= 400 ? fault_of("Error", reply.json()) : "not in the contract";
  const Json& responses = (*operation)["responses"];
  const std::string status = std::to_string(reply.status);
  if (!responses.contains(status) && reply.status < 400) return "status " + status + " is not promised";
  const Json& response = resolved(responses.contains(status) ? responses[status] : responses["default"]);
  if (!response.contains("content")) return reply.body.empty() ? "" : "there should be no body";
  const auto& content = response["content"].items().begin();
  const auto type = reply.headers.find("content-type");
  if (type == reply.headers.end() || !type->second.starts_with(content.key())) return "not of type " + content.key();
  if (content.key() != "application/json") return "";
  auto wrong = fault(content.value()["schema"], reply.json(), "");
  if (!wrong.empty() || (*operation)["operationId"] != "getSaveTable" || reply.status != 200) return wrong;
  return fault_of_table(reply.json());
}

std::vector<std::string> Contract::tables() const { return file_["components"]["schemas"]["SaveTableName"]["enum"]; }

std::string Contract::row_of(const std::string& table) const {
  return resolved(file_["components"]["schemas"]["SaveTables"]["properties"][table])["description"];
}

// The file can say which columns belong to which name only apart from the answer.
std::string Contract::fault_of_table(const Json& table) const {
  const std::string name = table["name"];
  const Json& columns = table["columns"];
  for (const auto& [column, values] : columns.items()) {
    if (values.size() != table["row_count"]) return name + "." + column + " has another number of rows";
  }
  return fault(file_["components"]["schemas"]["SaveTables"]["properties"][name], columns, name);
}

std::string Contract::fault_of(const std::string& schema, const Json& value) const {
  return fault(file_["components"]["schemas"][schema], value, schema);
}

std::string Contract::fault(const Json& reference, const Json& value, const std::string& where) const {
  const Json& schema = resolved(reference);
  if (schema.contains("oneOf")) {
    const auto right =
        std::ranges::count_if(schema["oneOf"], [&](const Json& one) { return fault(one, value, where).empty(); });
    return right == 1 ? "" : where + " fits " + std::to_string(right) + " of several: " + value.dump();
  }
  if (schema.contains("const") && value != schema["const"]) return where + " is " + value.dump();
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
    return where + " is " + value.dump();
  }
  if (schema.contains("type")) {
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    const bool fits_one = std::ranges::any_of(types, [&](const Json& type) { return has_type(type, value); });
    if (!fits_one) return where + " is of another type: " + value.dump();
  }
  if (value.is_object()) return fault_of_object(schema, value, where);
  if (value.is_array() && schema.contains("items")) {
    for (const Json& item : value) {
      if (auto wrong = fault(schema["items"], item, where + "[]"); !wrong.empty()) return wrong;
    }
  }
  return "";
}

std::string Contract::fault_of_object(const Json& schema, const Json& value, const std::string& where) const {
  for (const Json& name : schema.value("required", Json::array())) {
    if (!value.contains(name)) return where + "." + name.get<std::string>() + " is missing";
  }
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [name, member] : value.items()) {
    if (!properties.contains(name) && schema.value("additionalProperties", Json(false)).is_object()) continue;
    if (!properties.contains(name)) return where + "." + name + " is not promised";
    if (auto wrong = fault(properties[name], member, where + "." + name); !wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace perankh::server_test
