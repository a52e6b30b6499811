"""Train the accurate tagger: gold brat → fine-tuned MiniLM → int8 ONNX (extra ``[train]``)."""
