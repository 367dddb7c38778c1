/** eksctl ClusterConfig: built from plain data, judged as eksctl judges it, and IAM for service accounts. */
export {}
