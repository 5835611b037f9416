//! What people read about a rule: why such a thing fails, and what to do. What is wrong is the rule's
//! own summary, in the gateway's table of rules.

use gatewright_gateway::fault::RuleCode;

/// A rule, explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong, in one sentence.
    pub title: &'static str,
    /// Why that makes a request fail, in one sentence.
    pub why: &'static str,
    /// What to do about it, in one sentence.
    pub advice: &'static str,
}

/// Explains a rule.
pub fn explain(rule: RuleCode) -> Explanation {
    use RuleCode as R;
    let (why, advice) = match rule {
        R::LambdaPermissionMissing => (
            "API Gateway may invoke a function only if the function's resource policy has a statement for it.",
            "Add a permission for apigateway.amazonaws.com with the API's ARN as its source.",
        ),
        R::PermissionOnFunctionNotAlias => (
            "An alias or version has a resource policy of its own, and the function's does not count for it.",
            "Add the permission with --qualifier, for the alias or version that the integration calls.",
        ),
        R::PermissionForOtherApi => (
            "The source ARN of the permission names another API's id, as after an API was deleted and made again.",
            "Add a permission whose source ARN names this API.",
        ),
        R::PermissionForOtherStage => (
            "The source ARN of the permission names another stage; the console's test calls as the stage test-invoke-stage.",
            "Add a permission for this stage, or for all of them with * in the stage's place.",
        ),
        R::PermissionForOtherMethod => (
            "The source ARN of the permission names another verb than the method's; a method ANY shows itself as *.",
            "Add a permission for the method's verb, or for all of them with * in its place.",
        ),
        R::PermissionForOtherPath => (
            "The source ARN of the permission names another resource; a path parameter shows itself as *.",
            "Add a permission for the resource's path, or for all of them with * at the end.",
        ),
        R::PermissionForOtherAccount => (
            "The permission's source account or source ARN names another account than the API's.",
            "Add a permission for the account that the API is in.",
        ),
        R::PermissionForOtherRegion => (
            "The source ARN of the permission names another region than the API's.",
            "Add a permission for the region that the API is in.",
        ),
        R::PermissionExplicitlyDenied => (
            "A statement that denies outweighs every statement that allows.",
            "Remove the statement that denies, or make an exception in it.",
        ),
        R::PermissionConditionNotMet => (
            "A statement allows only where all its conditions hold, and API Gateway shows a source ARN and a source account only.",
            "Remove the condition, or state it for what API Gateway shows.",
        ),
        R::RoleNotAssumable => (
            "With credentials in the integration, API Gateway assumes that role before it calls anything.",
            "Create the role, or let its trust policy allow sts:AssumeRole to apigateway.amazonaws.com.",
        ),
        R::RoleWithoutInvokePermission => (
            "With credentials in the integration, the role's policies decide; of the function's resource policy only a deny counts.",
            "Allow lambda:InvokeFunction on the function in a policy of the role.",
        ),
        R::CallerWithoutInvokePermission => (
            "The integration passes the caller's credentials on, so the caller's own policies decide.",
            "Allow lambda:InvokeFunction to the caller, or give the integration a role.",
        ),
        R::AuthorizerPermissionMissing => (
            "An authorizer's function needs a permission of its own, whose source ARN is the authorizer's.",
            "Add a permission whose source ARN ends in authorizers/ and the authorizer's id.",
        ),
        R::AuthorizerRoleNotAssumable => (
            "With credentials in the authorizer, API Gateway assumes that role before it calls the function.",
            "Create the role, or let its trust policy allow sts:AssumeRole to apigateway.amazonaws.com.",
        ),
        R::FunctionMissing => (
            "The integration's URI names a function that was deleted or renamed, or never was; the log tells of permissions, since what does not exist allows nobody.",
            "Put the integration again with the URI of a function that exists, and deploy.",
        ),
        R::FunctionAliasMissing => (
            "The integration's URI names an alias that the function does not have.",
            "Create the alias, or put the integration again with one that exists, and deploy.",
        ),
        R::FunctionVersionMissing => (
            "The integration's URI names a version that the function does not have.",
            "Publish the version, or put the integration again with one that exists, and deploy.",
        ),
        R::FunctionInOtherRegion => (
            "The URI names a region twice, for Lambda's endpoint and in the function's ARN, and the two differ.",
            "Put the integration again with the function's region in both places, and deploy.",
        ),
        R::FunctionError => (
            "The function raised an error instead of answering.",
            "Read the function's own log group, /aws/lambda/ and its name, and mend the code.",
        ),
        R::FunctionTimeout => (
            "The function's time-out passed before it answered.",
            "Make the function faster, or raise its time-out; API Gateway itself waits 29 seconds by default.",
        ),
        R::FunctionThrottled => (
            "The function's reserved concurrency, or the account's, is used up.",
            "Raise the reserved concurrency, or lower the rate of requests.",
        ),
        R::LambdaUnavailable => (
            "Lambda's own service failed for a moment.",
            "Try again; if it stays so, look at AWS's health dashboard.",
        ),
        R::LambdaRefusedRequest => (
            "Lambda did not take the request that API Gateway sent.",
            "Read Lambda's message, and change what the integration sends.",
        ),
        R::LambdaMethodNotPost => (
            "The integration's HTTP method is the one by which API Gateway calls Lambda, which is always POST, whatever the client's method is.",
            "Put the integration again with --integration-http-method POST, and deploy.",
        ),
        R::MalformedProxyResponse => (
            "A proxy integration's function must answer with an object that has statusCode, headers, body and isBase64Encoded only, its body a text.",
            "Let the function answer in that form, its body made with json.dumps or JSON.stringify.",
        ),
        R::IntegrationUriMalformed => (
            "The integration's URI must name Lambda's path and a function's ARN.",
            "Put the integration again with a URI of the form arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations, and deploy.",
        ),
        R::IntegrationUriIllegalCharacter => (
            "After variables and parameters are filled in, the URI holds a character that must be escaped, or a placeholder that nothing filled.",
            "Map every placeholder of the URI, and escape what is no letter.",
        ),
        R::RequestTemplateFails | R::ResponseTemplateFails => (
            "The template is no Velocity that can be parsed, or fails when it runs.",
            "Mend the template at the place that the message names, and deploy.",
        ),
        R::TemplateOnBinaryBody => (
            "The API's binary media types match the body's type, and a template reads text.",
            "Narrow the binary media types, or convert with contentHandling CONVERT_TO_TEXT.",
        ),
        R::IntegrationResponseMissing => (
            "Without a default, an answer that no selection pattern matches has nowhere to go.",
            "Add an integration response without a selection pattern, and deploy.",
        ),
        R::MethodResponseMissing => (
            "An integration response leads to a method response of the same status, which must exist.",
            "Add the method response, and deploy.",
        ),
        R::MockStatusCodeMissing => (
            "A MOCK integration takes its status from the JSON that its request template makes.",
            "Let the request template make {\"statusCode\": 200}, and deploy.",
        ),
        R::BodyNotBase64 => (
            "Where a body is converted to binary, it must be base64.",
            "Encode the body, or set isBase64Encoded to false.",
        ),
        R::ReservedHeaderMapped => (
            "API Gateway sets some headers itself and refuses a mapping onto them.",
            "Remove the mapping of that header, and deploy.",
        ),
        R::RequestBodyNotJson => (
            "A mapping from method.request.body reads JSON.",
            "Send JSON, or map from elsewhere.",
        ),
        R::ResponseBodyNotJson => (
            "A mapping from integration.response.body reads JSON.",
            "Let the endpoint answer JSON, or map from elsewhere.",
        ),
        R::ContentTypeWithoutTemplate => (
            "With passthroughBehavior NEVER, or WHEN_NO_TEMPLATES where there are some, a body of a type without a template is not passed on.",
            "Add a template for the content type, or send one that has a template.",
        ),
        R::LambdaPayloadNotJson => (
            "The template runs, and the text that it makes is not JSON, which is all that Lambda takes; a comma or brace may be missing.",
            "Mend the text of the template so that it makes JSON, and deploy.",
        ),
        R::EndpointUnresolvable => (
            "No address is known for the host in the integration's URI.",
            "Mend the host name in the URI, and deploy.",
        ),
        R::EndpointPrivate => (
            "API Gateway calls public addresses only, unless a VPC link leads into the network.",
            "Use a VPC link, or an address that is public.",
        ),
        R::EndpointMalformed => (
            "The integration's URI has no host that can be called.",
            "Mend the URI, and deploy.",
        ),
        R::EndpointUnreachable => (
            "Nothing listens at the endpoint, or it ended the connection before it answered.",
            "Start the backend, or point the integration's URI at where it is, and deploy.",
        ),
        R::EndpointAnswerTooLarge => (
            "API Gateway takes 10 MB from an endpoint at most.",
            "Let the endpoint answer less, for example in pages or with a link to a download.",
        ),
        R::EndpointTimeout => (
            "The endpoint took longer than the integration's timeoutInMillis, 29 seconds by default.",
            "Make the endpoint faster, or raise the integration's time-out.",
        ),
        R::CertificateHostMismatch => (
            "The endpoint shows a certificate that does not name the host in the integration's URI.",
            "Call it by a name in its certificate, or give it a certificate for its name.",
        ),
        R::CertificateUntrusted => (
            "API Gateway trusts public authorities only, and needs the intermediate certificates from the endpoint.",
            "Install a certificate of a public authority with its chain.",
        ),
        R::CertificateExpired => (
            "The endpoint shows a certificate outside its time of validity, which no setting of API Gateway lets pass.",
            "Renew the endpoint's certificate, and look at the clock of the machine that calls it.",
        ),
        R::VpcLinkMissing => (
            "The integration's connectionId names no VPC link of the account and region.",
            "Name a VPC link that exists, and deploy.",
        ),
        R::VpcLinkNotAvailable => (
            "Requests pass only through a VPC link that is AVAILABLE, and one that is FAILED stays so.",
            "Create a new VPC link, and let the integration use it.",
        ),
        R::VpcLinkTargetUnreachable => (
            "The VPC link is there, and its load balancer has no listener or healthy target for the request.",
            "Look at the load balancer's listeners, targets and security groups.",
        ),
        R::StageVariableUndefined => (
            "A stage variable that the stage does not define is replaced by nothing, so the URI names something else than was meant.",
            "Set the stage variable; no deployment is needed.",
        ),
        R::RouteMissing => (
            "A request that no deployed method serves is answered as if it lacked a token, whatever it carries.",
            "Look at the path and the verb, and deploy if the method is new.",
        ),
        R::StageMissing => (
            "The first part of the path is the stage's name, and the API has none of that name.",
            "Deploy the API to the stage, or call another.",
        ),
        R::BasePathUnmapped => (
            "What a custom domain's path begins with chooses the API and the stage, and none of its base path mappings fits.",
            "Map a base path of the domain name, or (none), to the stage; or call another path.",
        ),
        R::DefaultEndpointDisabled => (
            "With disableExecuteApiEndpoint only a custom domain leads to the API.",
            "Call a domain name that has a base path mapping to it; or set disableExecuteApiEndpoint to false, and deploy.",
        ),
        R::NotSupportedHere => (
            "gatewright refuses what it does not do, where a guess would mislead.",
            "Test this part against AWS.",
        ),
        R::LookupFailed => (
            "The database in the data directory could not be read, so nothing is known of what the request needs.",
            "Read the server's own log, and look at the disk and the data directory; the API is not at fault.",
        ),
        R::AuthorizerIdentityMissing => (
            "The authorizer's identity source is not in the request, or does not match its validation expression.",
            "Send what the identity source names.",
        ),
        R::AuthorizerUnauthorized => (
            "The authorizer's function raised Unauthorized, its way to say that the caller is not known.",
            "Send credentials that the authorizer knows.",
        ),
        R::AuthorizerDenied => (
            "The policy that the authorizer's function answered does not allow this method's ARN.",
            "Let the authorizer allow the method; a cached policy must cover every method that it is used for.",
        ),
        R::AuthorizerFunctionError => (
            "The authorizer's function raised an error that is not Unauthorized.",
            "Read the function's own log group, and mend the code.",
        ),
        R::AuthorizerOutputInvalid => (
            "An authorizer must answer principalId and policyDocument, and a context of plain values.",
            "Let the authorizer answer in that form.",
        ),
        R::AuthorizerUnavailable => (
            "Lambda could not run the authorizer's function.",
            "Look at the function's state and concurrency.",
        ),
        R::TokenRejected => (
            "The user pool's authorizer did not accept the token.",
            "Send a fresh token of the pool and client that the authorizer names.",
        ),
        R::RequestNotSigned => (
            "The method's authorization is AWS_IAM, so requests must be signed.",
            "Sign the request, or change the method's authorization.",
        ),
        R::SignatureInvalid => (
            "The signature was made for another request, or with another key.",
            "Sign exactly what is sent, with the right key and region.",
        ),
        R::SignatureExpired => (
            "A signature holds for a few minutes.",
            "Set the client's clock, and sign again.",
        ),
        R::CallerDenied => (
            "The caller's policies must allow execute-api:Invoke on the method's ARN.",
            "Allow it in a policy of the caller.",
        ),
        R::ResourcePolicyDenied => (
            "The API's resource policy does not let this caller in.",
            "Change the API's resource policy, and deploy.",
        ),
        R::ApiKeyMissing => (
            "The method requires an API key, in the header x-api-key.",
            "Send the key.",
        ),
        R::ApiKeyWithoutPlan => (
            "A key opens only stages of a usage plan that it belongs to.",
            "Add the key to a usage plan of the stage.",
        ),
        R::StageWithoutPlan => (
            "A key opens only stages that a usage plan names.",
            "Add the stage to a usage plan.",
        ),
        R::RateLimitExceeded => (
            "Requests came faster than the limit of the stage, the method or the key's plan.",
            "Slow down, or raise the limit.",
        ),
        R::QuotaExceeded => (
            "The key's usage plan allows no more requests in this period.",
            "Wait for the next period, or raise the quota.",
        ),
        R::RequestParameterMissing => (
            "The method's request validator requires the parameter.",
            "Send the parameter.",
        ),
        R::RequestBodyInvalid => (
            "The method's request validator compares the body with its model.",
            "Send a body that matches the model.",
        ),
        R::RequestEncodingUnusable => (
            "API Gateway decodes gzip and deflate, and answers 415 to a body that is not what its Content-Encoding says.",
            "Encode the body as the header says, or send neither.",
        ),
        R::RequestTooLarge => (
            "API Gateway takes 10 MB at most, and 10,240 bytes of headers.",
            "Send less, for example a link to an upload, or fewer cookies.",
        ),
        R::FunctionPolicyNearLimit => (
            "Lambda takes a resource policy of 20,480 bytes, and refuses the permission that would exceed it.",
            "Replace the statements of single methods by one for the whole API.",
        ),
        R::FunctionNotActive => (
            "Lambda invokes a function only in the state Active, and answers others with an error.",
            "Look at the function's StateReason, mend what it names and deploy the function again.",
        ),
        R::FunctionInOtherAccount => (
            "A function of another account is called only if its resource policy, which its own account keeps, names this API.",
            "Have the permission added by who owns the function.",
        ),
        R::FunctionCannotStart => (
            "Lambda cannot find or load what the function's handler names, so every request ends as an error of the function.",
            "Name a file and a function that the package has, or package what the code imports.",
        ),
        R::SelectionPatternUnreachable => (
            "An integration response is chosen by its pattern alone: against the status of an HTTP endpoint, against the error message of a function.",
            "Write a pattern that matches the whole of what it is compared with, or take the response out.",
        ),
        R::FunctionSlowerThanIntegration => (
            "API Gateway answers 504 once the integration's time-out is over, while the function goes on, and may be called again.",
            "Give the function less time than the integration has.",
        ),
        R::DeploymentBeforeMethods => (
            "A deployment is a copy of the API as it is when it is made; methods that are made at the same time may be missing from it, and a method without its integration makes it fail.",
            "Let the deployment wait for its methods: DependsOn in CloudFormation, depends_on or triggers in Terraform.",
        ),
        R::DeploymentNeverRenewed => (
            "Terraform makes a deployment once; what changes of the API afterwards is applied, and not served.",
            "Give the deployment triggers that change with the API, such as a hash of its resources or of its body, and create_before_destroy.",
        ),
        R::StageOnOldDeployment => (
            "A stage serves the deployment that it points at, also when a newer one exists.",
            "Point the stage at the newest deployment, unless it is held back on purpose.",
        ),
        R::IntegrationMethodMissing => (
            "Every integration but MOCK needs the method by which its endpoint is called, which is another thing than the client's.",
            "Set the integration's HTTP method; for a Lambda function it is POST.",
        ),
        R::IntegrationMissing => (
            "API Gateway refuses to deploy an API with such a method: No integration defined for method.",
            "Give the method an integration, or delete the method.",
        ),
        R::IntegrationTypeMismatch => (
            "HTTP and HTTP_PROXY call a URL, AWS and AWS_PROXY an ARN of API Gateway, and AWS_PROXY a Lambda function only.",
            "Change the type to the one that the URI is for.",
        ),
        R::SelectionPatternInvalid => (
            "A selection pattern is a regular expression of Java's, compared with the whole status or error message.",
            "Correct the pattern; a bracket, a dot or another sign that means something needs a backslash before it.",
        ),
        R::MappingInvalid => (
            "A mapping names a parameter that the method declares, a part of the body, a stage variable or a quoted constant.",
            "Declare the parameter on the method, or correct the expression.",
        ),
        R::ModelInvalid => (
            "A request validator that cannot use its model checks nothing.",
            "Correct the model's schema, or name one that exists.",
        ),
        R::BinaryMediaTypesBreakTemplates => (
            "A body of a binary media type reaches no template, and a type */* makes every body binary.",
            "Set contentHandling to CONVERT_TO_TEXT on the integration, or list only media types that are binary.",
        ),
        R::FunctionErrorAnswers200 => (
            "Without a selection pattern that matches the error's message every outcome takes the default response.",
            "Add an integration response whose selection pattern matches the function's errors.",
        ),
        R::StageVariableInvalid => (
            "Names have letters, digits and underscores; values have letters, digits and -._~:/?#&=, only.",
            "Choose another name or value.",
        ),
        R::ChangeNotDeployed => (
            "A stage serves the snapshot that was deployed to it, whatever has changed since.",
            "Deploy the API to the stage.",
        ),
        R::ExecutionLogsOff => (
            "When a request fails, the execution log is the only thing that says why.",
            "Set the stage's logging level to ERROR, or INFO while you look for something.",
        ),
        R::LogRoleMissing => (
            "API Gateway writes to CloudWatch Logs with a role that is set once for an account and region.",
            "Set cloudwatchRoleArn of API Gateway's account settings.",
        ),
        R::DataTraceOn => (
            "The data trace has headers and bodies in it, also those of people's requests.",
            "Turn the data trace off when you have found what you looked for.",
        ),
        R::FileRefused => (
            "CloudFormation, or the import of the definition, fails at this place, and changes nothing.",
            "Change the file as the message says.",
        ),
        R::ErrorsWithoutCors => (
            "A browser hides an error that has no Access-Control-Allow-Origin header, and reports CORS instead.",
            "Set the header on the gateway responses DEFAULT_4XX and DEFAULT_5XX, and deploy.",
        ),
        R::AuthorizerMisconfigured => (
            "API Gateway asks an authorizer by its URI, and finds the caller by its identity source.",
            "Complete the authorizer.",
        ),
        R::IgnoreUnused => (
            "What was ignored has been mended or has moved, and the comment would hide it when it comes back.",
            "Remove the rule from the comment.",
        ),
        R::IgnoreUnknown => (
            "A comment that names no rule ignores nothing.",
            "Name a rule by its code or name, as gatewright doctor --rules lists them.",
        ),
        R::ClientCertificateRefused => (
            "A domain name with mutual TLS answers callers whose certificate leads to one of its truststore's.",
            "Call it by https with such a certificate and its key, or put the certificate's issuer into the truststore.",
        ),
        R::UriTooLong => (
            "A URL may have 10,240 characters, 8,192 at an edge-optimised endpoint; the path becomes part of the method's ARN, which authorization limits to 1,600.",
            "Shorten the path or the query.",
        ),
    };
    Explanation {
        title: rule.summary(),
        why,
        advice,
    }
}
